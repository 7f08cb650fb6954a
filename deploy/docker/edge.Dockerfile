# The edge-worker of one device: docker build -f deploy/docker/edge.Dockerfile -t vigie-edge .
FROM node:22-bookworm-slim AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN node scripts/build-edge.mjs /edge

FROM node:22-bookworm-slim AS native
RUN apt-get update && apt-get install -y --no-install-recommends g++ make python3
WORKDIR /edge
COPY --from=build /edge ./
RUN npm ci --omit=dev && rm -r install-edge edge-install vigie-edge.service

FROM node:22-bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends ffmpeg gpiod tini \
  && rm -rf /var/lib/apt/lists/*
# The same numbers on every machine: what lies in the volume stays readable after an update.
RUN groupadd --system --gid 990 vigie && useradd --system --uid 990 --gid vigie --home-dir /var/lib/vigie vigie \
  && install -d -o vigie -g vigie -m 0700 /var/lib/vigie
COPY --from=native /edge /opt/vigie-edge
ENV NODE_ENV=production EDGE_ENV_FILE=/var/lib/vigie/edge.env MEDIA_DIR=/var/lib/vigie/media EDGE_DATA_DIR=/var/lib/vigie/data
USER vigie
WORKDIR /var/lib/vigie
VOLUME /var/lib/vigie
# A recording is closed within 9.5 s; tini hands the signal on and reaps what ffmpeg leaves.
ENTRYPOINT ["tini", "--"]
CMD ["node", "--enable-source-maps", "--single-threaded-gc", "--heap-growing-percent=100", "/opt/vigie-edge/main.js"]
