"""Settings of the desk program: staff, the catalogue, publishing."""

from __future__ import annotations

import os

from latchstring.core.problem import Where, trouble
from latchstring.site.home import database, home
from latchstring.site.secret import django_key

EIGHT_HOURS = 8 * 3600


def hosts(text: str) -> list[str]:
    """The names under which staff may ask, from LATCHSTRING_DESK_HOSTS (separated by commas).

    Raises `Trouble` for `*`, under which any site could pose as the desk, and for no name.
    """
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names or any(set("*/ ") & set(name) for name in names):
        raise trouble(
            f'LATCHSTRING_DESK_HOSTS is "{text}".',
            "Write names as in desk.example.org,127.0.0.1: no scheme, no path, no *.",
            Where(field="LATCHSTRING_DESK_HOSTS"),
        )
    return names


def https(value: str) -> bool:
    """LATCHSTRING_DESK_HTTPS: 1 when staff come by https. Raises `Trouble` for anything else
    but 0 and nothing."""
    if value not in ("", "0", "1"):
        raise trouble(
            f'LATCHSTRING_DESK_HTTPS is "{value}".',
            "Write 1 when staff come by https, 0 when not.",
            Where(field="LATCHSTRING_DESK_HTTPS"),
        )
    return value == "1"


HOME = home()
LATCHSTRING_HOME = HOME.path
LATCHSTRING_DESK_HTTPS = https(os.environ.get("LATCHSTRING_DESK_HTTPS", ""))
SECRET_KEY = django_key(HOME)
DEBUG = False
ALLOWED_HOSTS = hosts(os.environ.get("LATCHSTRING_DESK_HOSTS") or "127.0.0.1,localhost,[::1]")
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "latchstring.catalogue",
    "latchstring.desk",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "latchstring.desk.door.Headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "latchstring.desk.door.Door",
]
ROOT_URLCONF = "latchstring.site.desk_urls"
WSGI_APPLICATION = "latchstring.site.desk_wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DATABASES = {"default": database(os.environ.get("LATCHSTRING_DATABASE", ""), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False

LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "today"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Cookies do not know ports: on one machine reader and desk share a jar, so these have own names.
SESSION_COOKIE_NAME = "latchstring_desk"
SESSION_COOKIE_AGE = EIGHT_HOURS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = LATCHSTRING_DESK_HTTPS
CSRF_COOKIE_NAME = "latchstring_desk_form"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = LATCHSTRING_DESK_HTTPS
CSRF_FAILURE_VIEW = "latchstring.desk.faults.csrf"
# Behind a proxy Django sees http, and would refuse the browser's own https origin.
CSRF_TRUSTED_ORIGINS = [f"https://{name}" for name in ALLOWED_HOSTS if LATCHSTRING_DESK_HTTPS]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_REFERRER_POLICY = "same-origin"

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 600
WHITENOISE_ALLOW_ALL_ORIGINS = False

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024**2
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # A page that is not there is no event.
        "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
    },
}
"""To stderr, never with an address of a computer."""
