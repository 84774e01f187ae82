"""The sign-in forms: those of allauth with this site's labels, sentences and manner."""

from typing import Any, ClassVar

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts

from dorset_lsp.common.forms import FormManner


class AccountManner(FormManner):
    """Plain labels by field name; what a new password must be, said before it is typed.

    allauth's own hints (a link to the page for forgotten passwords) are left out: the pages have that link.
    """

    labels: ClassVar[dict[str, str]] = {
        "login": "E-mail address",
        "email": "E-mail address",
        "password": "Password",
        "oldpassword": "Present password",
        "password1": "New password",
        "password2": "New password again",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.help_text = " ".join(password_validators_help_texts()) if name == "password1" else ""

    def label_of(self, name: str, field: forms.Field) -> str:
        """The site's own word for a field, else allauth's."""
        return self.labels.get(name) or super().label_of(name, field)


class LoginForm(AccountManner, allauth_forms.LoginForm):
    """E-mail address and password."""


class ResetPasswordForm(AccountManner, allauth_forms.ResetPasswordForm):
    """The address to which the link for a new password goes."""


class ResetPasswordKeyForm(AccountManner, allauth_forms.ResetPasswordKeyForm):
    """A new password, typed twice, after following the link."""


class ChangePasswordForm(AccountManner, allauth_forms.ChangePasswordForm):
    """The present password and a new one, typed twice."""


class SetPasswordForm(AccountManner, allauth_forms.SetPasswordForm):
    """A first password, typed twice."""


class AddEmailForm(AccountManner, allauth_forms.AddEmailForm):
    """Another address for one's account."""


class ReauthenticateForm(AccountManner, allauth_forms.ReauthenticateForm):
    """The password once more, before something that matters."""
