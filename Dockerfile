# Kolot in a container: the archive folder is the volume /archive, the port is 3000.
#   docker build -t kolot . && docker run -p 127.0.0.1:3000:3000 -v kolot-archive:/archive kolot
#   docker exec CONTAINER kolot import …

# Installs the packages, with what compiles better-sqlite3 where it has no binary within reach.
FROM node:24-bookworm-slim AS build
RUN apt-get update \
  && apt-get install -y --no-install-recommends python3 make g++ \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /kolot
ENV NODE_ENV=production
COPY package.json package-lock.json .npmrc ./
COPY scripts/bootstrap.mjs scripts/
COPY scripts/bootstrap scripts/bootstrap
RUN node scripts/bootstrap.mjs install

FROM node:24-bookworm-slim
# ffmpeg makes sound and film ready to be played in a page.
RUN apt-get update \
  && apt-get install -y --no-install-recommends ffmpeg \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /kolot
COPY . .
COPY --from=build /kolot/node_modules node_modules
RUN ln -s /kolot/scripts/kolot.mjs /usr/local/bin/kolot \
  && mkdir /archive \
  && chown node:node /archive
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 KOLOT_DATA=/archive
USER node
VOLUME /archive
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Not through the bootstrap: everything is installed, and nothing here may ask the network.
CMD ["node", "--import", "tsx", "server/main.ts"]
