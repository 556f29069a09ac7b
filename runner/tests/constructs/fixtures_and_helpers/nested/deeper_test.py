import candidate


def test_a_test_in_a_folder_uses_the_outer_conftest(shop):
    assert shop.sell("pen") == candidate.PRODUCTS["pen"]


class TestGroup:
    class TestInner:
        def test_inner(self, make_shop):
            assert make_shop(ink=1).sell("ink") == 5
