"""Print the table of bad manners: what was there, what was received, and in which words the rest is said."""

from tests.fetch.conftest import Site
from tests.manners.law import obeys, told_by
from tests.manners.place import Place
from tests.manners.test_manners import RECORD, TABLE

for name, bad, *_ in TABLE:
    site = Site()
    told = told_by(Place(site, RECORD, bad))
    site.close()
    obeys(told)
    said = told.partial[0].why if told.partial else ""
    print(f"{name:32}{len(told.there):4}{len(told.received):4}  {told.row.state.value:10}{said}")
