"""The weather, from Open-Meteo where the user allows it."""

import asyncio
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, Field

from dialog.outside import OutsideError
from dialog.services import Services
from dialog.skill import Bid, Manifest, Message, Reply, Request
from nlu.values import resolve_when
from skills.dates import day_name
from skills.places import Place, find_place

_URL = "https://api.open-meteo.com/v1/forecast"
_FARTHEST_DAYS = 15
_FAHRENHEIT = frozenset({"en-US"})
_SKIES = ((0, "clear"), (2, "fair"), (3, "cloudy"), (48, "fog"), (67, "rain"), (77, "snow"), (82, "rain"), (86, "snow"))


_Number = Annotated[float, Field(allow_inf_nan=False)]
_Row = Annotated[list[_Number], Field(min_length=1)]


class _Daily(BaseModel):
    """One value a day."""

    weather_code: Annotated[list[int], Field(min_length=1)]
    temperature_2m_max: _Row
    temperature_2m_min: _Row
    precipitation_probability_max: Annotated[list[_Number | None], Field(min_length=1)]


class _Forecast(BaseModel):
    """Open-Meteo's answer."""

    daily: _Daily


class Weather:
    """Tells a day's weather at a place."""

    manifest = Manifest(
        name="weather",
        intents={"weather_query": ()},
        permissions=frozenset({"network"}),
        carries={"weather_query": ("date", "place_name")},
        examples={"en": ("what is the weather tomorrow in paris", "will it rain today")},
    )

    def __init__(self, services: Services) -> None:
        self._services = services

    def bid(self, request: Request) -> Bid | None:
        """For the one intent about the weather."""
        return Bid("weather", 0.9, "weather", action=Message("weather-action"))

    async def handle(self, request: Request) -> Reply:
        """Ask the service and say the forecast in one sentence."""
        if not self._services.settings.get("enabled"):
            return Reply((Message("weather-off"),), done=False)
        slot = request.interpretation.slot("place_name")
        name = slot.text if slot else str(self._services.settings.get("place", ""))
        if not name:
            return Reply((Message("weather-ask-place_name"),), done=False, expects="place_name")
        place = await asyncio.to_thread(find_place, name, request.locale)
        if place is None or place.latitude is None:
            return Reply((Message("weather-unknown-place", {"place": name}),), done=False)
        day = _day(request)
        if not 0 <= (day - request.clock.now().date()).days <= _FARTHEST_DAYS:
            return Reply((Message("weather-too-far"),), done=False)
        try:
            forecast = await self._forecast(place, day, request.locale)
        except OutsideError:
            return Reply((Message("weather-unreachable"),), done=False)
        return Reply((Message("weather-is", {**forecast, **_said(request, place, day)}),), data={"place": name})

    async def _forecast(self, place: Place, day: date, locale: str) -> dict[str, object]:
        parameters: dict[str, Any] = {
            "latitude": place.latitude,
            "longitude": place.longitude,
            "daily": "weather_code,temperature_2m_max,temperature_2m_min,precipitation_probability_max",
            "temperature_unit": "fahrenheit" if locale in _FAHRENHEIT else "celsius",
            "timezone": "auto",
            "start_date": day.isoformat(),
            "end_date": day.isoformat(),
        }
        answer = await self._services.network.get(str(self._services.settings.get("url", _URL)), params=parameters)
        daily = answer.read_as(_Forecast).daily
        code = daily.weather_code[0]
        return {
            "sky": Message(f"weather-sky-{next((name for last, name in _SKIES if code <= last), 'storm')}"),
            "high": round(daily.temperature_2m_max[0]),
            "low": round(daily.temperature_2m_min[0]),
            "rain": round(daily.precipitation_probability_max[0] or 0),
        }


def _day(request: Request) -> date:
    today = request.clock.now().date()
    texts = request.interpretation.texts("date")
    when = resolve_when(texts, request.locale, request.clock.now()) if texts else None
    return when.day if when and when.day else today


def _said(request: Request, place: Place, day: date) -> dict[str, object]:
    return {"place": place.name, "date": day, "day": day_name(day, request.clock.now())}
