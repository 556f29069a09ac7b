"""Models that choose what goes in and out, one dependency for access, and one handler for each kind of refusal."""

import re
from dataclasses import dataclass
from http import HTTPStatus
from itertools import count
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException as StarletteHTTPException

Email = Annotated[str, Field(max_length=100, pattern=r"^[^@ ]+@[^@ ]+$")]
Name = Annotated[str, Field(min_length=1, max_length=50)]


class NewUser(BaseModel, extra="forbid"):
    email: Email
    name: Name
    password: Annotated[str, Field(min_length=8, max_length=100)]


class Change(BaseModel, extra="forbid"):
    email: Email = None
    name: Name = None


@dataclass
class User:
    id: int
    email: str
    name: str
    hash: str


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
        given = [re.fullmatch("bearer (.+)", word, re.IGNORECASE) for word in request.headers.getlist("authorization")]
        if not any(token and token[1] in tokens for token in given):
            raise HTTPException(HTTPStatus.UNAUTHORIZED, headers={"WWW-Authenticate": "Bearer"})

    def known(id: str):
        user = users.get(int(id)) if id.isdecimal() else None
        if not user:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return user

    def free(email, but=None):
        if any(user is not but and user.email.lower() == email.lower() for user in users.values()):
            raise HTTPException(HTTPStatus.CONFLICT)

    router = APIRouter(prefix="/users", dependencies=[Depends(let_in)])
    Known = Annotated[User, Depends(known)]

    @router.post("", status_code=201)
    async def create(new: NewUser, response: Response) -> Shown:
        free(new.email)
        hashed = hash_password(new.password)
        id = next(ids)
        users[id] = User(id, new.email, new.name, hashed)
        response.headers["location"] = f"/users/{id}"
        return users[id]

    @router.get("")
    async def page(limit: Annotated[int, Query(ge=1, le=100)] = 20, offset: Annotated[int, Query(ge=0)] = 0) -> Page:
        return {"items": list(users.values())[offset : offset + limit], "total": len(users)}

    @router.get("/{id}")
    async def show(user: Known) -> Shown:
        return user

    @router.patch("/{id}")
    async def change(user: Known, changed: Change) -> Shown:
        changes = changed.model_dump(exclude_unset=True)
        if "email" in changes:
            free(changes["email"], but=user)
        vars(user).update(changes)
        return user

    @router.delete("/{id}", status_code=204)
    async def delete(user: Known) -> None:
        del users[user.id]

    app = FastAPI(openapi_url=None)
    app.include_router(router)
    app.add_exception_handler(StarletteHTTPException, refused)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(Exception, failed)
    return app


async def refused(request, error):
    return JSONResponse({"error": HTTPStatus(error.status_code).phrase}, error.status_code, error.headers)


async def invalid(request, error):
    if "json_invalid" in {part["type"] for part in error.errors()}:
        return JSONResponse({"error": "The body is not JSON."}, HTTPStatus.BAD_REQUEST)
    fields = {field for part in error.errors() for field in part["loc"][1:]}
    return JSONResponse({"error": "Not as described.", "fields": sorted(fields)}, HTTPStatus.UNPROCESSABLE_ENTITY)


async def failed(request, error):
    return JSONResponse({"error": "internal error"}, HTTPStatus.INTERNAL_SERVER_ERROR)
