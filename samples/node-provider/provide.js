// Answers the platform's queries about records that this system holds itself. See README.md.
'use strict';
const path = require('node:path');
const fs = require('node:fs');
const grpc = require('@grpc/grpc-js');
const protoLoader = require('@grpc/proto-loader');

const settings = {
  grpc: process.env.COORD_GRPC ?? '127.0.0.1:5081',
  http: process.env.COORD_HTTP ?? 'http://127.0.0.1:5080',
  protos: process.env.COORD_PROTOS ?? path.join(__dirname, '..', '..', 'protos'),
  client: process.env.COORD_CLIENT ?? 'mlsw',
  secret: process.env.COORD_SECRET,
};
const [recordType, file] = process.argv.slice(2);
if (!file || !settings.secret) {
  console.error('node provide.js RECORD-TYPE FILE.json   with COORD_CLIENT and COORD_SECRET');
  process.exit(2);
}

// {"F-7": {"village": "…", …}, …}: in a real system this is a database.
const records = new Map(Object.entries(JSON.parse(fs.readFileSync(file, 'utf8'))).map(([key, fields]) => [normal(key), fields]));
function normal(reference) {
  return reference.trim().toUpperCase().normalize('NFKC');
}

const definition = protoLoader.loadSync('coordination/information/v1/provider_service.proto', {
  // The annotations of google/api come with protobufjs, on which the loader stands.
  includeDirs: [settings.protos, path.dirname(require.resolve('protobufjs/package.json'))],
  keepCase: true, enums: String, longs: Number, defaults: true, oneofs: true,
});
const { ProviderService } = grpc.loadPackageDefinition(definition).coordination.information.v1;

async function token() {
  const form = { grant_type: 'client_credentials', client_id: settings.client, client_secret: settings.secret };
  const answer = await fetch(`${settings.http}/connect/token`, { method: 'POST', body: new URLSearchParams(form) });
  if (!answer.ok) throw new Error(`no token: ${answer.status}`);
  return (await answer.json()).access_token;
}

// One stream until it ends; says why.
async function serve(service) {
  const metadata = new grpc.Metadata();
  metadata.set('authorization', `Bearer ${await token()}`);
  const stream = service.Serve(metadata);
  return new Promise(resolve => {
    stream.on('data', message => {
      if (message.ready) console.error(`serving ${records.size} records of ${message.ready.record_types.join(', ')}`);
      if (message.query) answer(stream, message.query);
    });
    stream.on('end', () => resolve({ code: grpc.status.UNAVAILABLE, details: 'ended' }));
    stream.on('error', resolve);
    stream.write({ hello: { record_types: [recordType], concurrency: 10 } });
  });
}

function answer(stream, query) {
  const record = records.get(normal(query.reference));
  // Only what was asked for; the platform would cut the rest away and tell so.
  const fields = query.fields.filter(field => record?.[field] !== undefined).map(field => ({ field, value: record[field] }));
  stream.write({ answer: { query_id: query.query_id, found: record !== undefined, fields } });
  console.error(`answered ${query.recipient} for ${query.purpose}, under ${query.grant}`); // Never the reference, never a value.
}

// Again and again: the stream ends with its token, with the platform, and with the network.
async function main() {
  const service = new ProviderService(settings.grpc, grpc.credentials.createInsecure(), { 'grpc.keepalive_time_ms': 20_000 });
  for (let pause = 250; ; pause = Math.min(pause * 2, 5_000)) {
    const began = Date.now();
    const ended = await serve(service).catch(error => ({ code: grpc.status.UNAVAILABLE, details: error.message }));
    if ([grpc.status.PERMISSION_DENIED, grpc.status.INVALID_ARGUMENT].includes(ended.code)) throw new Error(ended.details);
    if (Date.now() - began > 10_000) pause = 250;
    console.error(`the stream ended (${ended.details}); again in ${pause} ms`);
    await new Promise(wait => setTimeout(wait, pause));
  }
}

main().catch(error => {
  console.error(error.message);
  process.exit(1);
});
