"""Addresses of the reader program. No word of a reader ever stands in one."""

from django.urls import path

from latchstring.reader import refusals, views

urlpatterns = [
    path("", views.front),
    path("<str:tag>/", views.home),
    path("<str:tag>/search", views.search),
    path("<str:tag>/topic/<slug:key>", views.topic),
    path("<str:tag>/topic/<slug:key>/<int:number>", views.topic),
    path("<str:tag>/service/<uuid:record_id>", views.service),
    path("<str:tag>/pictures", views.pictures),
    path("<str:tag>/promise", views.promise),
    path("<str:tag>/about", views.about),
]

handler400 = refusals.bad_request
handler403 = refusals.forbidden
handler404 = refusals.not_found
handler500 = refusals.our_fault
