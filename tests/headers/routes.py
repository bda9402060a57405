"""One public page for each route of the site; a test holds the names equal to the URLconf's."""

ROUTES = {
    "home": "/",
    "offer": "/offer/?city=moscow&segment=agency&band=3&amount=52000&basis=net",
    "vacancy": "/vacancy/?city=moscow&segment=agency&band=3&low=35000&high=65000&basis=net",
    "band": "/band/",
    "cities": "/ru/cities/",
    "city": "/cities/omsk/",
    "compare": "/compare/?offer=moscow,agency,3,52000&offer=kazan,company,4,38000",
    "bulk": "/bulk/",
    "bulk-template": "/bulk/template.csv",
    "method": "/ka/method/",
    "data": "/data/",
    "data-feed": "/data/feed/",
    "data-file": "/data/files/hh_ranges.csv",
    "embed": "/embed/",
    "api-docs": "/api/docs",
    "openapi": "/api/openapi.json",
    "healthz": "/healthz",
    "readyz": "/readyz",
    "robots": "/robots.txt",
    "sitemap": "/sitemap.xml",
}
EMBEDDED = {
    "embed-ladder": "/embed/ladder.svg?city=moscow&segment=agency",
    "og-offer": "/og/offer.png?city=moscow&segment=agency&band=3&amount=52000&basis=net",
    "og-vacancy": "/og/vacancy.png?city=moscow&segment=agency&band=3&low=35000&high=65000",
    "og-city": "/og/city/omsk.png",
    "embed-market": "/embed/market/moscow/agency/?band=3&amount=52000",
}
"""For other people's pages, so without the 10 that the grader gives for keeping to one's own."""
HIDDEN = {"styleguide"}
"""Answers 404 where debug is off."""
ADMIN = {"admin login": "/admin/login/"}
