"""Figures that are changed in a way that leaves their digits: the half of the day, the unit, the
rate, by or to, the hedge, the place in an order."""

import pytest

from assistant.claims.claimed_figures import wrong_numbers
from assistant.claims.source import Source


def wrong(claim, text, article=""):
    return wrong_numbers(claim, [Source(text, "", None, None, None, article)])


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("13:8 p.m.: the match begins.", "8:13 p.m.: the match begins."),
        ("The side won 1:2.", "The side won 2:1."),
        ("See you on 11.3.2021.", "See you on 11.3.2023."),
        ("Version 2.0.1 is out.", "Version 2.1.0 is out."),
        ("It ended on 3/14/2022.", "It ended on 3/15/2022."),
        ("The ferry sails at 6 a.m.", "The ferry sails at 6 p.m."),
        ("The ferry sails at 6.20 pm.", "The ferry sails at 6.20 am."),
        ("The bells ring at noon.", "The bells ring at midnight."),
        ("The bells ring at 18:00.", "The bells ring at 6 a.m."),
        ("The bells ring at 9 p.m.", "From 9 May the bells ring at 8 p.m."),
        ("Doors open at seven in the morning.", "Doors open at seven in the evening."),
        ("The field has 30 acres.", "The field has 30 hectares."),
        ("The tank holds 800 gallons.", "The tank holds 800 litres."),
        ("The hall has 400 square metres.", "The hall has 400 square feet."),
        ("The calf weighs 90 kilograms.", "The calf weighs 90 pounds."),
        ("The plant gives 12 kilowatts.", "The plant gives 12 megawatts."),
        ("The wind blew at 40 mph.", "The wind blew at 40 knots."),
        ("The card holds 64 megabytes.", "The card holds 64 GB."),
        ("The mill cost 9 million euros.", "The mill cost CHF 9 million."),
        ("The mill cost $9 million.", "The mill cost 9 million yuan."),
        ("The mill cost $9 million.", "The mill cost C$9 million."),
        ("The mill cost 9 million dollars.", "The mill cost P9 million."),
        ("The pier is 60 metres long.", "The pier has room for 60 boats."),
        ("The mill eats 70 tonnes a week.", "The mill eats 70 tonnes a day."),
        ("He fell ill a month earlier.", "He fell ill a week earlier."),
        ("The crew died out two hours later.", "The crew died out two and a half hours later."),
        ("It has fewer than 70 beds.", "It has 70 beds."),
        ("Its share fell by about 1 percentage point.", "Its share fell 0.1 points, the 1st fall."),
        ("They pay 30 crowns monthly.", "They pay 30 crowns a week."),
        ("It meets for 2 days every year.", "It meets for 2 days every three years."),
        ("It gets 50 letters a day.", "It got 50 letters."),
        ("Rents rose by 900 crowns.", "Rents rose to 900 crowns."),
        ("Rents went up from 900 to 800.", "Rents went up from 800 to 900."),
        ("Rents fell to 12 per cent.", "Rents fell by 12 per cent."),
        ("The share rose 4 per cent.", "The share rose 4 percentage points."),
        ("It has more than 70 beds.", "It has up to 70 beds."),
        ("It has fewer than 70 beds.", "It has at least 70 beds."),
        ("It has exactly 70 beds.", "It has about 70 beds."),
        ("It has some 72 beds.", "It has some 70 beds."),
        ("About 2,000 came.", "In 2023 many came."),
        ("The lake is at its lowest.", "The lake is near its lowest."),
        ("It was the hottest day ever.", "It was the hottest day in nine years."),
        ("It is the tallest mast.", "It is the third-tallest mast."),
        ("His third book sold well.", "His second book sold well."),
        ("The crew tripled.", "The crew doubled."),
        ("It costs three times as much.", "It costs twice as much."),
        ("It costs half as much again.", "It costs half as much."),
        ("Dozens of letters came.", "Hundreds of letters came."),
        ("It takes an hour or two.", "It takes a day or two."),
        ("He paid $30.", "He paid $50, not $30."),
    ],
)
def test_a_figure_that_is_changed_beside_its_digits_is_wrong(claim, text):
    assert wrong(claim, text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The ferry sails at 19:00.", "The ferry sails at 7 p.m."),
        ("The ferry sails at 4:40 pm.", "The ferry sails at 4.40 p.m."),
        ("The ferry sails at 7 p.m.", "The ferry sails at seven on Friday evening."),
        ("The ferry sails at seven o'clock.", "The ferry sails at 7 p.m."),
        ("It rang shortly before midnight.", "It rang at 11.50 p.m."),
        ("The bells ring at midday.", "The bells ring at noon."),
        ("It holds 45 litres.", "It holds 12 gallons."),
        ("It has 10 square kilometres.", "It has 1,000 hectares."),
        ("The charger gives 20 watts.", "It has a 20 W charger."),
        ("It cost 3 million Swiss francs.", "It cost CHF3 million."),
        ("The mill cost 40 million pounds.", "The mill cost £40m."),
        ("It lies 7 miles off.", "It lies 7 mi off."),
        ("It ran for four weeks.", "It ran for four consecutive weeks."),
        ("The state pays 12 million crowns.", "Of 20 million crowns the state pays 12 million."),
        ("It eats 70 tonnes daily.", "It eats 70 tonnes of coal a day."),
        ("They pay 690 crowns a year.", "The annual fee is 690 crowns."),
        ("It rose to 900 crowns.", "It rose from 800 to 900 crowns."),
        ("It rose by 100 crowns.", "It rose from 800 to 900 crowns."),
        ("It lost 9 percentage points.", "It fell from 30 to 21 per cent."),
        ("It fell by 0.2 percentage points.", "It fell by 20 basis points."),
        ("More than 60 came.", "Nearly 65 came."),
        ("It gives at most $500.", "It gives sums not to exceed $500."),
        ("They never have fewer than 3.", "They have at least 3."),
        ("It is one of the largest.", "It is the third-largest."),
        ("Its third season ended.", "After three seasons, a second season of it was shown."),
        ("The crew doubled.", "The crew grew from 40 to 80, and pay tripled."),
        ("The crew saw a tenfold rise.", "The crew rose from 3 to 30, and pay doubled."),
        ("He opened it a week earlier.", "He opened it seven days earlier, a year ago."),
        ("It fell a decade ago.", "It fell ten years ago and a year later once more."),
        ("Fans came by the thousand.", "Thousands of fans came."),
        ("Rises stay below 20 per cent.", "The rises are 17 and 15 per cent."),
        (
            "It was built in the 15th to 17th centuries.",
            "From the 15th to the 17th century it grew.",
        ),
        ("Debt is P16 trillion.", "Debt is P16+ trillion."),
        ("Hundreds came.", "About 430 came."),
        ("Several hundred came.", "Hundreds came."),
        ("He is a 25-year-old.", "Berg, 25, left."),
        ("Both died within one year.", "One died in May, one in June."),
        ("All of it took 70 minutes.", "All of it took an hour and ten minutes."),
        ("It waited half an hour.", "It waited 30 minutes."),
    ],
)
def test_a_figure_that_is_said_otherwise_is_right(claim, text):
    assert not wrong(claim, text)


def test_a_figure_without_its_unit_has_it_from_the_article_alone():
    text = "The town asks for 4 million."
    assert not wrong("The town asks for 4 million crowns.", text, f"It got 2 crowns. {text}")
    assert wrong("The town asks for 4 million euros.", text, f"It got 2 crowns. {text}")
