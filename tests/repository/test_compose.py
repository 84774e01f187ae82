"""The compose file fits the settings, and .env.example fits both."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docker-compose.yml").read_text()
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]
OURS = ("web", "worker", "beat")
SETTINGS = [ROOT / "dorset_lsp" / "settings" / f"{name}.py" for name in ("base", "production")]
# Which folders the image writes to and where mail links lead when nobody says so is settled in the Dockerfile.
IN_THE_IMAGE = {"DORSET_VAR", "STATIC_ROOT"}


def read_by_settings(method="[a-z]+"):
    text = "".join(path.read_text() for path in SETTINGS)
    return set(re.findall(rf'ENV\.{method}\(\s*"([A-Z_]+)"', text))


def explained():
    return re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), flags=re.MULTILINE)


def test_the_services_are_those_of_the_operations_page():
    assert sorted(SERVICES) == ["beat", "migrate", "postgres", "redis", "web", "worker"]


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"migrate"}))
def test_every_service_that_stays_has_a_health_check_and_comes_back(name):
    assert SERVICES[name]["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", OURS)
def test_ours_start_when_the_tables_are_ready_and_the_services_answer(name):
    assert {service: wait["condition"] for service, wait in SERVICES[name]["depends_on"].items()} == {
        "migrate": "service_completed_successfully",
        "postgres": "service_healthy",
        "redis": "service_healthy",
    }


def test_only_the_web_is_reachable_and_only_from_this_machine():
    assert {name: service["ports"] for name, service in SERVICES.items() if "ports" in service} == {
        "web": ["127.0.0.1:${WEB_PORT:-8000}:8000"]
    }


def test_each_volume_is_used_and_each_used_one_declared():
    used = {volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])}

    assert used == set(COMPOSE["volumes"])


def test_the_containers_get_what_the_settings_read():
    assert set(SERVICES["web"]["environment"]) == read_by_settings() - IN_THE_IMAGE


def test_what_production_requires_stops_compose_when_it_is_missing():
    stops = set(re.findall(r"\$\{([A-Z_]+):\?", TEXT))

    # The addresses of its own database and broker compose puts together, given the database's password.
    assert stops == read_by_settings("required") - {"DATABASE_URL", "REDIS_URL"} | {"POSTGRES_PASSWORD"}


def test_every_variable_is_explained_once_and_nothing_else_is():
    assert sorted(explained()) == sorted(set(re.findall(r"\$\{([A-Z_]+)", TEXT)))


def test_the_image_holds_no_secret_and_does_not_run_as_root():
    dockerfile = (ROOT / "Dockerfile").read_text()

    assert dockerfile.split("USER site")[1].count("\nRUN ") == 0
    assert re.findall(r"^(?:ENV|ARG).*(?:SECRET|PASSWORD)", dockerfile, flags=re.MULTILINE) == []
    assert {".env", "var"} <= set((ROOT / ".dockerignore").read_text().split())
