# The image of the services and of the command line: one image, the command says which. Sources run as they are on Node 24.

FROM node:24-bookworm-slim AS dependencies
WORKDIR /decompte
COPY package.json package-lock.json .npmrc ./
# The image has its Node; the one that the npm package brings for other machines would double its size.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund && rm -rf node_modules/node node_modules/node-bin-*

FROM node:24-bookworm-slim
ENV NODE_ENV=production NODE_OPTIONS=--disable-warning=ExperimentalWarning DATA=/data
WORKDIR /decompte
COPY --from=dependencies /decompte/node_modules ./node_modules
COPY package.json ./
COPY scripts ./scripts
COPY libs ./libs
COPY apps ./apps
# Who runs it can write the data folder and nothing else.
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
ENTRYPOINT ["node", "--import", "./scripts/decorators.mjs"]
CMD ["apps/api/main.ts"]
