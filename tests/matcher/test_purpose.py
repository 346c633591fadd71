from matcher.purpose import Purpose


def test_the_purposes_are_a_closed_list_of_four():
    assert [purpose.value for purpose in Purpose] == [
        "advies-aan-client",
        "advies-aan-werkgever",
        "trainen-van-een-model",
        "onderhoud",
    ]
