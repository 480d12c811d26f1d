"""Files in the layout of the Department for Education, with figures that are made up: no authority ever had them."""

HEAD = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,la_name,"
    "new_la_code,phase,ehcp_20_weeks_percent,note\n"
)


def row(
    period: str,
    level: str,
    place: str,
    figure: str,
    *,
    phase: str = "Total",
    identifier: str = "Calendar year",
    region: str = "Made Shires",
) -> str:
    """A row; a place is an authority, a region or England by its level."""
    la = place if level == "Local authority" else ""
    of_region = {"National": "", "Regional": place}.get(level, region)
    return f"{period},{identifier},{level},E92000001,England,,{of_region},,{la},,{phase},{figure},made up\n"


def file(*rows: str) -> bytes:
    return (HEAD + "".join(rows)).encode()


USUAL = file(
    row("2016", "National", "England", "58.9"),
    row("2017", "National", "England", "64.5"),
    row("2016", "Regional", "Made Shires", "55.0"),
    row("2017", "Regional", "Made Shires", "60.5"),
    row("2016", "Local authority", "Fenland Vale", "40"),
    row("2017", "Local authority", "Fenland Vale", "71.25"),
    row("2016", "Local authority", "Oldbridge", "c"),
    row("2017", "Local authority", "Oldbridge", "66.0"),
    row("2016", "Local authority", "Saltmarsh", "52.0"),
    row("2017", "Local authority", "Saltmarsh", "low"),
)
"""Two calendar years of an authority, its region, England and two neighbours."""

COLUMN = "ehcp_20_weeks_percent"
