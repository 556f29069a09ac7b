# Fails: test_user_is_shown_as_chosen, test_refusals_tell_no_password, test_email_belongs_to_one,
#   test_email_of_a_change, test_change_of_a_part, test_user_comes_back
# Mistake: returns users as they are stored.

import re
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field, StrictStr, ValidationError
from starlette.exceptions import HTTPException

FORM = r"^[^@\s]+@[^@\s]+$"


class UserChange(BaseModel, extra="forbid"):
    email: StrictStr = Field("", max_length=100, pattern=FORM)
    name: StrictStr = Field("", min_length=1, max_length=50)


class NewUser(BaseModel, extra="forbid"):
    email: StrictStr = Field(max_length=100, pattern=FORM)
    name: StrictStr = Field(min_length=1, max_length=50)
    password: StrictStr = Field(min_length=8, max_length=100, repr=False)


class Page(BaseModel):
    limit: int = Field(20, ge=1, le=100)
    offset: int = Field(0, ge=0)


def refusal(status: int, error: str, **more: Any) -> JSONResponse:
    headers = {"www-authenticate": "Bearer"} if status == 401 else None
    return JSONResponse({"error": error, **more}, status, headers)


async def body_as(model: type[BaseModel], request: Request) -> BaseModel:
    try:
        content = await request.json()
    except ValueError:
        raise HTTPException(400, "The body is not JSON.") from None
    return model.model_validate(content)


def create_app(tokens, hash_password):
    app = FastAPI(openapi_url=None)
    app.state.users, app.state.last_id = {}, 0

    @app.middleware("http")
    async def access(request: Request, call_next):
        match = re.fullmatch(r"bearer (.+)", request.headers.get("authorization", ""), re.IGNORECASE)
        if re.match("/users(/[^/]*)?$", request.url.path) and (match is None or match[1] not in tokens):
            return refusal(401, "A token is needed.")
        try:
            return await call_next(request)
        except Exception:
            return refusal(500, "internal error")

    @app.exception_handler(ValidationError)
    async def invalid(request, error):
        fields = {str(part["loc"][0]) for part in error.errors(include_input=False) if part["loc"]}
        return refusal(422, "Not as described.", fields=sorted(fields))

    @app.exception_handler(HTTPException)
    async def refused(request, error):
        return refusal(error.status_code, error.detail)

    def shown(id):
        user = app.state.users[id]
        return {"id": id, **user}

    def known(id):
        if id not in {str(known) for known in app.state.users}:
            raise HTTPException(404, "There is no such user.")
        return int(id)

    def ids_of(email):
        return [id for id, user in app.state.users.items() if user["email"].lower() == email.lower()]

    @app.post("/users")
    async def create(request: Request):
        new = await body_as(NewUser, request)
        if ids_of(new.email):
            raise HTTPException(409, "The email is taken.")
        password = hash_password(new.password)
        app.state.last_id += 1
        id = app.state.last_id
        app.state.users[id] = {**new.model_dump(), "password": password}
        return JSONResponse(shown(id), 201, {"location": f"/users/{id}"})

    @app.get("/users")
    async def page(request: Request):
        asked = Page.model_validate(dict(request.query_params))
        ids = list(app.state.users)[asked.offset : asked.offset + asked.limit]
        return {"items": [shown(id) for id in ids], "total": len(app.state.users)}

    @app.get("/users/{id}")
    async def show(id: str):
        return shown(known(id))

    @app.patch("/users/{id}")
    async def change(id: str, request: Request):
        number = known(id)
        changes = (await body_as(UserChange, request)).model_dump(exclude_unset=True)
        if set(ids_of(changes.get("email", ""))) - {number}:
            raise HTTPException(409, "The email is taken.")
        app.state.users[number].update(changes)
        return shown(number)

    @app.delete("/users/{id}")
    async def delete(id: str):
        del app.state.users[known(id)]
        return Response(status_code=204)

    return app
