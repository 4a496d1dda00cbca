# The image of the services and of the command line: one image, the command says which. It runs what `nest build` made, on Node 24.

FROM node:24-bookworm-slim AS build
WORKDIR /decompte
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY nest-cli.json tsconfig.json tsconfig.build.json .swcrc swc.build.json ./
COPY libs ./libs
COPY apps ./apps
COPY scripts/console.mjs ./scripts/
RUN npx nest build && node scripts/console.mjs
# The image has its Node; the one that the npm package brings for other machines would double its size.
RUN npm prune --omit=dev --ignore-scripts --no-audit --no-fund && rm -rf node_modules/node node_modules/node-bin-*

FROM node:24-bookworm-slim
ENV NODE_ENV=production NODE_OPTIONS=--disable-warning=ExperimentalWarning DATA=/data
WORKDIR /decompte
COPY --from=build /decompte/node_modules ./node_modules
COPY --from=build /decompte/dist ./dist
COPY package.json ./
COPY scripts/healthy.mjs ./scripts/
# Who runs it can write the data folder and nothing else.
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
ENTRYPOINT ["node"]
CMD ["dist/apps/api/main.js"]
