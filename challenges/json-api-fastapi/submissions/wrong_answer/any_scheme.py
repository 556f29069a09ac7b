# Fails: test_tokens_that_are_none
# Mistake: takes a token of any scheme.

from itertools import count
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException as StarletteHTTPException

Email = Annotated[str, Field(max_length=100, pattern=r"^[^@ ]+@[^@ ]+$")]
Name = Annotated[str, Field(min_length=1, max_length=50)]


class Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class NewUser(Strict):
    email: Email
    name: Name
    password: Annotated[str, Field(min_length=8, max_length=100)]


class Change(Strict):
    email: Email = ""
    name: Name = ""


class Shown(BaseModel):
    id: int
    email: str
    name: str


class Page(BaseModel):
    items: list[Shown]
    total: int


def create_app(tokens, hash_password):
    users, ids = {}, count(1)

    def let_in(request: Request):
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if token not in tokens:
            raise HTTPException(401, "A token is needed.", {"WWW-Authenticate": "Bearer"})

    def known(id: str):
        user = users.get(int(id)) if id.isdecimal() else None
        if user is None:
            raise HTTPException(404, "There is no such user.")
        return user

    def free(email, but=None):
        if any(user is not but and user["email"].lower() == email.lower() for user in users.values()):
            raise HTTPException(409, "The email belongs to somebody else.")

    router = APIRouter(prefix="/users", dependencies=[Depends(let_in)])
    Known = Annotated[dict, Depends(known)]

    @router.post("", status_code=201)
    async def create(new: NewUser, response: Response) -> Shown:
        free(new.email)
        hashed = hash_password(new.password)
        user = {"id": next(ids), "email": new.email, "name": new.name, "hash": hashed}
        users[user["id"]] = user
        response.headers["location"] = f"/users/{user['id']}"
        return user

    @router.get("")
    async def page(limit: Annotated[int, Query(ge=1, le=100)] = 20, offset: Annotated[int, Query(ge=0)] = 0) -> Page:
        return {"items": list(users.values())[offset : offset + limit], "total": len(users)}

    @router.get("/{id}")
    async def show(user: Known) -> Shown:
        return user

    @router.patch("/{id}")
    async def change(user: Known, changed: Change) -> Shown:
        if changed.email:
            free(changed.email, but=user)
        user |= changed.model_dump(exclude_unset=True)
        return user

    @router.delete("/{id}", status_code=204)
    async def delete(user: Known) -> None:
        del users[user["id"]]

    app = FastAPI(openapi_url=None)
    app.include_router(router)
    app.add_exception_handler(StarletteHTTPException, refused)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(Exception, failed)
    return app


async def refused(request, error):
    return JSONResponse({"error": error.detail}, error.status_code, error.headers)


async def invalid(request, error):
    if any(part["type"] == "json_invalid" for part in error.errors()):
        return JSONResponse({"error": "The body is not JSON."}, 400)
    fields = {str(part["loc"][1]) for part in error.errors() if len(part["loc"]) > 1}
    return JSONResponse({"error": "Something is not as it should be.", "fields": sorted(fields)}, 422)


async def failed(request, error):
    return JSONResponse({"error": "internal error"}, 500)
