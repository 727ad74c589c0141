"""Sign-in and the own password."""

from __future__ import annotations

import math
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse_lazy

from latchstring.desk import people


class SignInForm(AuthenticationForm):
    """Name and password; after too many wrong ones the account waits."""

    error_messages = {  # noqa: RUF012
        "invalid_login": "Name and password do not belong together. Small and capital letters "
        "count in the password.",
        "inactive": "This account is closed. Ask a manager of your library.",
    }

    def clean(self) -> dict[str, Any]:
        name = str(self.cleaned_data.get("username") or "")
        left = people.wait(name)
        if left:
            minutes = math.ceil(left.total_seconds() / 60)
            raise ValidationError(
                f"There were too many wrong passwords for this name. Wait {minutes} "
                f"minute{'s' if minutes > 1 else ''}, then try again."
            )
        try:
            cleaned = super().clean()
        except ValidationError:
            people.failed(name)
            raise
        user = self.get_user()
        if user is not None:
            people.succeeded(user)
        return cleaned


class SignIn(LoginView):
    """The first page for staff."""

    template_name = "desk/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        self.request.session.clear_expired()
        return super().form_valid(form)


class SignOut(LogoutView):
    """Ends the session."""

    next_page = "sign-in"


class Password(PasswordChangeView):
    """A new password of one's own; all other sessions of the account end."""

    template_name = "desk/password.html"
    success_url = reverse_lazy("today")

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        people.password_changed(cast(User, self.request.user))
        messages.success(self.request, "Your new password holds from now on.")
        return super().form_valid(form)
