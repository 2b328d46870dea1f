"""Encoding what busy officers paste: lists of exemptions, decisions and answers in the forms of their templates."""

from told_facts import page, told

SILENT = "Wexmoor Police can neither confirm nor deny that it holds this by virtue of:"


def test_a_paragraph_that_begins_with_s30_is_one_of_its_own() -> None:
    """
    Below a list of limbs a sentence begins with a small letter; what it says of one section is said of no other.
    """
    listed = "s24(2) National Security\ns30(3) Investigations conducted by public authorities\ns31(3) Law Enforcement"
    encoding = page("Wexmoor Police", SILENT, listed, "s30 is a class based qualified exemption.")

    assert [("30",), ("30",)] == told(encoding, "classification", "section")


def test_harm_that_need_not_be_shown_is_no_missing_test() -> None:
    """
    Of a class no harm is asked, and the public interest is.
    """
    no_harm = "Section 30 is class based, so there is no requirement to evidence harm"
    for test, said in ((", but a public interest test has to be done.", []), (" or the public interest.", ["30"])):
        encoding = page("Wexmoor Police", SILENT, "Section 30(3)", no_harm + test)
        freed = [
            section
            for says, sections in told(encoding, "classification", "says", "section")
            if says == "needs_no_test"
            for section in sections
        ]
        assert said == freed


def test_the_day_of_a_reply_in_the_name_of_the_force() -> None:
    """
    'Wexmoor Police response of 17/12/2019' over the answer; a reply that is only referred to has a day of its own.
    """
    for line, roles in (
        ("Wexmoor Police response of 17/12/2019:", ["response"]),
        ("You refer to the Wexmoor Police response of 17/12/2019.", []),
    ):
        assert roles == told(page("Wexmoor Police", line, SILENT, "Section 31(3)"), "date", "role")
