"""Addresses of the desk program. Each has a row in `desk/permissions.py`."""

from django.urls import path

from latchstring.desk import (
    account,
    faults,
    organization,
    past,
    publishing,
    service,
    services,
    today,
)

urlpatterns = [
    path("", today.today, name="today"),
    path("sign-in", account.SignIn.as_view(), name="sign-in"),
    path("sign-out", account.SignOut.as_view(), name="sign-out"),
    path("password", account.Password.as_view(), name="password"),
    path("services", services.services, name="services"),
    path("services/<uuid:pk>", service.service, name="service"),
    path("services/<uuid:pk>/edit", service.service_edit, name="service-edit"),
    path("services/<uuid:pk>/checked", service.service_checked, name="service-checked"),
    path("organizations", services.organizations, name="organizations"),
    path("organizations/new", organization.organization_new, name="organization-new"),
    path("organizations/<uuid:pk>", organization.organization, name="organization"),
    path("organizations/<uuid:pk>/edit", organization.organization_edit, name="organization-edit"),
    path("organizations/<uuid:pk>/new-service", service.service_new, name="service-new"),
    path("records/<uuid:pk>/history", past.past, name="history"),
    path("records/<uuid:pk>/history/<int:seq>/put-back", past.put_back, name="put-back"),
    path("records/<uuid:pk>/withdraw", publishing.withdraw, name="withdraw"),
    path("publish", publishing.publish, name="publish"),
    path("editions", publishing.editions, name="editions"),
    path("editions/<int:serial>", publishing.edition, name="edition"),
    path("editions/<int:serial>/back", publishing.back, name="back"),
]

handler400 = faults.bad_request
handler403 = faults.forbidden
handler404 = faults.not_found
handler500 = faults.our_fault
