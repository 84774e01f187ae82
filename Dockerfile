# One image for web, worker and beat. The first stage has pip's leavings; the second has none.
FROM python:3.11-slim AS packages
WORKDIR /site
COPY requirements/base.txt requirements/base.txt
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements/base.txt

FROM python:3.11-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PATH=/venv/bin:$PATH \
    DJANGO_SETTINGS_MODULE=dorset_lsp.settings.production DORSET_VAR=/var/site STATIC_ROOT=/site/static-built
RUN useradd --create-home --uid 10001 site && mkdir -p /var/site && chown site /var/site
WORKDIR /site
COPY --from=packages /venv /venv
COPY . .
# The styles are gathered once, when the image is made; these values go no further than this line.
RUN SECRET_KEY=unused DATABASE_URL=postgres://localhost/unused REDIS_URL=redis://localhost ALLOWED_HOSTS=unused \
    PUBLIC_URL=https://unused EMAIL_HOST=unused DEFAULT_FROM_EMAIL=unused@localhost \
    python manage.py collectstatic --no-input --verbosity 0
USER site
EXPOSE 8000
CMD ["gunicorn", "dorset_lsp.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", \
     "--threads", "4", "--max-requests", "2000", "--max-requests-jitter", "200", "--no-control-socket"]
