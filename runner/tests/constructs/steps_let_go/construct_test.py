import asyncio

from candidate import Documented, one_by_one, one_by_one_later


def alive(references):
    return sum(reference() is not None for reference in references)


def test_the_last_item_is_not_kept():
    things = one_by_one(3)
    references = next(things)
    thing = next(things)
    assert alive(references) == 3
    del thing
    assert alive(references) == 2
    thing = next(things)
    del thing
    assert alive(references) == 1


def test_the_last_item_is_not_kept_by_an_asynchronous_generator():
    async def main():
        things = one_by_one_later(3)
        references = await anext(things)
        thing = await anext(things)
        assert alive(references) == 3
        del thing
        assert alive(references) == 2
        await things.aclose()

    asyncio.run(main())


def test_an_object_has_documentation_of_its_own():
    class Shelf:
        @Documented
        def find(self, name):
            """Finds it."""
            return name

    assert Shelf().find("a") == "a"
    assert Shelf.find.__doc__ == "Finds it."
    assert Shelf().find.__doc__ == "Finds it."
