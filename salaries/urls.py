"""The pages, as a table of contents."""

from django.urls import path

from salaries.views.band import BandPage
from salaries.views.bulk import BulkPage, SheetTemplate
from salaries.views.cards import CityCard, OfferCard, VacancyCard
from salaries.views.cities import CitiesPage, CityPage
from salaries.views.compare import ComparePage
from salaries.views.data import DataFile, DataPage
from salaries.views.embed import EmbedPage, LadderImage, MarketFrame
from salaries.views.pages import HomePage, MethodPage
from salaries.views.questions import OfferPage, VacancyPage
from salaries.views.styleguide import StyleGuidePage
from smmbench.later import view_at

urlpatterns = [
    path("", HomePage.as_view(), name="home"),
    path("offer/", OfferPage.as_view(), name="offer"),
    path("vacancy/", VacancyPage.as_view(), name="vacancy"),
    path("band/", BandPage.as_view(), name="band"),
    path("cities/", CitiesPage.as_view(), name="cities"),
    path("cities/<slug:slug>/", CityPage.as_view(), name="city"),
    path("compare/", ComparePage.as_view(), name="compare"),
    path("bulk/", BulkPage.as_view(), name="bulk"),
    path("bulk/template.<str:kind>", SheetTemplate.as_view(), name="bulk-template"),
    path("method/", MethodPage.as_view(), name="method"),
    path("data/", DataPage.as_view(), name="data"),
    path("data/feed/", view_at("salaries.views.feed.feed"), name="data-feed"),
    path("data/files/<str:name>", DataFile.as_view(), name="data-file"),
    path("embed/", EmbedPage.as_view(), name="embed"),
    path("embed/ladder.svg", LadderImage.as_view(), name="embed-ladder"),
    path("embed/market/<slug:city>/<slug:segment>/", MarketFrame.as_view(), name="embed-market"),
    path("styleguide/", StyleGuidePage.as_view(), name="styleguide"),
    path("og/offer.png", OfferCard.as_view(), name="og-offer"),
    path("og/vacancy.png", VacancyCard.as_view(), name="og-vacancy"),
    path("og/city/<slug:slug>.png", CityCard.as_view(), name="og-city"),
]
