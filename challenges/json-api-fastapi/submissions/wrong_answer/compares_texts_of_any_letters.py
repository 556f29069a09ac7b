# Fails: test_tokens_that_are_none
# Mistake: compares tokens with compare_digest as text, which takes ASCII only.

import secrets
from http import HTTPStatus
from typing import Annotated, Any

import fastapi
from fastapi import Body, Depends, FastAPI, Path, Query
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, SecretStr, StrictStr, field_validator
from starlette import exceptions


class Taken(Exception):
    """The email belongs to another user."""


class Unknown(Exception):
    """There is no such user."""


class Fields(BaseModel, extra="forbid"):
    @field_validator("email", check_fields=False)
    @classmethod
    def email_has_its_form(cls, email: str) -> str:
        local, at, domain = email.partition("@")
        if not (local and at and domain) or "@" in domain or " " in email or len(email) > 100:
            raise ValueError("not an email")
        return email

    @field_validator("name", check_fields=False)
    @classmethod
    def name_has_its_length(cls, name: str) -> str:
        if not 1 <= len(name) <= 50:
            raise ValueError("too short or too long")
        return name


class NewUser(Fields):
    email: StrictStr
    name: StrictStr
    password: SecretStr

    @field_validator("password")
    @classmethod
    def password_has_its_length(cls, password: SecretStr) -> SecretStr:
        if not 8 <= len(password) <= 100:
            raise ValueError("too short or too long")
        return password


class UserChange(Fields):
    email: StrictStr = ""
    name: StrictStr = ""


class UserOut(BaseModel, from_attributes=True):
    id: int
    email: str
    name: str


class User:
    def __init__(self, id: int, email: str, name: str, password_hash: str) -> None:
        self.id, self.email, self.name, self.password_hash = id, email, name, password_hash


class Users:
    def __init__(self, hash_password: Any) -> None:
        self._hash, self._users, self._last = hash_password, {}, 0

    def _claim(self, email: str, user: User | None = None) -> None:
        for other in self._users.values():
            if other is not user and other.email.casefold() == email.casefold():
                raise Taken

    def add(self, new: NewUser) -> User:
        self._claim(new.email)
        password_hash = self._hash(new.password.get_secret_value())
        self._last += 1
        self._users[self._last] = User(self._last, new.email, new.name, password_hash)
        return self._users[self._last]

    def get(self, id: str) -> User:
        try:
            return self._users[int(id)]
        except (KeyError, ValueError):
            raise Unknown from None

    def change(self, user: User, values: dict[str, str]) -> User:
        if "email" in values:
            self._claim(values["email"], user)
        vars(user).update(values)
        return user

    def remove(self, user: User) -> None:
        self._users.pop(user.id)

    def page(self, limit: int, offset: int) -> list[User]:
        return [self._users[id] for id in sorted(self._users)][offset:][:limit]

    def __len__(self) -> int:
        return len(self._users)


def create_app(tokens, hash_password):
    store = Users(hash_password)
    bearer = HTTPBearer(auto_error=False)

    async def checked(given: HTTPAuthorizationCredentials | None = Depends(bearer)):
        given_token = given.credentials if given else ""
        if not any([secrets.compare_digest(given_token, token) for token in tokens]):
            raise fastapi.HTTPException(HTTPStatus.UNAUTHORIZED, headers={"WWW-Authenticate": "Bearer"})

    async def found(id: str = Path()) -> User:
        return store.get(id)

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, dependencies=[Depends(checked)])

    async def create(response: fastapi.Response, new: NewUser = Body()):
        user = store.add(new)
        response.headers["location"] = app.url_path_for("show", id=user.id)
        return user

    async def show(user=Depends(found)):
        return user

    async def change(body: UserChange, user=Depends(found)):
        return store.change(user, body.model_dump(exclude_unset=True))

    async def remove(user=Depends(found)):
        store.remove(user)
        return fastapi.Response(status_code=HTTPStatus.NO_CONTENT)

    async def page(limit: Annotated[int, Query(gt=0, lt=101)] = 20, offset: Annotated[int, Query(gt=-1)] = 0):
        users = [UserOut.model_validate(user) for user in store.page(limit, offset)]
        return {"items": users, "total": len(store)}

    app.post("/users", status_code=201, response_model=UserOut)(create)
    app.get("/users")(page)
    app.get("/users/{id}", response_model=UserOut)(show)
    app.patch("/users/{id}", response_model=UserOut)(change)
    app.delete("/users/{id}")(remove)

    def answer(status, headers=None, **more):
        return JSONResponse({"error": HTTPStatus(status).phrase, **more}, status, headers)

    @app.exception_handler(exceptions.HTTPException)
    async def http_error(request, error):
        return answer(error.status_code, error.headers)

    @app.exception_handler(RequestValidationError)
    async def invalid(request, error):
        places = [part["loc"] for part in error.errors() if part["type"] != "json_invalid"]
        if not places:
            return answer(400)
        return answer(422, fields=sorted({place[1] for place in places if place[1:]}))

    @app.exception_handler(Taken)
    async def taken(request, error):
        return answer(409)

    @app.exception_handler(Unknown)
    async def unknown(request, error):
        return answer(404)

    @app.exception_handler(500)
    async def failed(request, error):
        return JSONResponse({"error": "internal error"}, 500)

    return app
