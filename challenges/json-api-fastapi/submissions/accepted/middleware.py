"""Access as a middleware in front of everything; bodies are read and validated by hand, each in one place."""

import re
from http import HTTPStatus
from typing import Annotated

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field, StrictStr, ValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.base import BaseHTTPMiddleware

Email = Annotated[StrictStr, Field(max_length=100, pattern=r"^[^@\s]+@[^@\s]+$")]
Name = Annotated[StrictStr, Field(min_length=1, max_length=50)]


class NewUser(BaseModel, extra="forbid"):
    email: Email
    name: Name
    password: Annotated[StrictStr, Field(min_length=8, max_length=100)]


class UserChange(BaseModel, extra="forbid"):
    email: Email = None
    name: Name = None


class Page(BaseModel):
    limit: int = Field(20, ge=1, le=100)
    offset: int = Field(0, ge=0)


def refusal(status: HTTPStatus, headers: dict | None = None, **more) -> JSONResponse:
    return JSONResponse({"error": status.phrase, **more}, status, headers)


async def body_as(model: type[BaseModel], request: Request) -> dict:
    try:
        content = await request.json()
    except ValueError:
        raise HTTPException(HTTPStatus.BAD_REQUEST) from None
    return model.model_validate(content).model_dump(exclude_unset=True)


def create_app(tokens, hash_password):
    app = FastAPI(openapi_url=None)
    users, hashes = {}, []

    async def access(request: Request, call_next):
        given = [re.fullmatch("bearer (.+)", word, re.IGNORECASE) for word in request.headers.getlist("authorization")]
        if not any(token and token[1] in tokens for token in given):
            return refusal(HTTPStatus.UNAUTHORIZED, {"www-authenticate": "Bearer"})
        return await call_next(request)

    app.add_middleware(BaseHTTPMiddleware, dispatch=access)

    @app.exception_handler(Exception)
    async def failed(request, error):
        return refusal(HTTPStatus.INTERNAL_SERVER_ERROR, error="internal error")

    @app.exception_handler(ValidationError)
    async def invalid(request, error):
        fields = {field for part in error.errors() for field in part["loc"]}
        return refusal(HTTPStatus.UNPROCESSABLE_ENTITY, fields=sorted(fields))

    @app.exception_handler(HTTPException)
    async def refused(request, error):
        return refusal(HTTPStatus(error.status_code))

    def known(id):
        for user in users.values():
            if str(user["id"]) == id:
                return user
        raise HTTPException(HTTPStatus.NOT_FOUND)

    def ids_of(email):
        return {id for id, user in users.items() if user["email"].lower() == email.lower()}

    @app.post("/users")
    async def create(request: Request):
        new = await body_as(NewUser, request)
        if ids_of(new["email"]):
            raise HTTPException(HTTPStatus.CONFLICT)
        hashes.append(hash_password(new.pop("password")))
        id = len(hashes)
        users[id] = {"id": id, **new}
        return JSONResponse(users[id], HTTPStatus.CREATED, {"location": f"/users/{id}"})

    @app.get("/users")
    async def page(request: Request):
        asked = Page.model_validate(request.query_params)
        return {"items": list(users.values())[asked.offset :][: asked.limit], "total": len(users)}

    @app.get("/users/{id}")
    async def show(id: str):
        return known(id)

    @app.patch("/users/{id}")
    async def change(id: str, request: Request):
        user, changes = known(id), await body_as(UserChange, request)
        if "email" in changes and ids_of(changes["email"]) - {user["id"]}:
            raise HTTPException(HTTPStatus.CONFLICT)
        user.update(changes)
        return user

    @app.delete("/users/{id}")
    async def delete(id: str):
        del users[known(id)["id"]]
        return Response(status_code=HTTPStatus.NO_CONTENT)

    return app
