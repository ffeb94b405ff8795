# One image for every size: with a volume on /facet/data it brings its own PostgreSQL, with DATABASE_URL it uses yours.
FROM node:26-bookworm-slim
RUN useradd --create-home --uid 1001 facet && mkdir -p /facet/data && chown -R facet /facet
WORKDIR /facet
USER facet
COPY --chown=facet package.json package-lock.json ./
COPY --chown=facet tools ./tools
RUN node tools/setup.mjs
COPY --chown=facet . .
RUN node tools/build-web.ts
EXPOSE 8080
VOLUME /facet/data
STOPSIGNAL SIGTERM
CMD ["node", "app/main.ts", "--empty"]
