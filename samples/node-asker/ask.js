// Asks a ministry for fields of one record, waits for its answer, and reads what was granted. See README.md.
'use strict';
const crypto = require('node:crypto');
const path = require('node:path');
const grpc = require('@grpc/grpc-js');
const protoLoader = require('@grpc/proto-loader');

const settings = {
  grpc: process.env.COORD_GRPC ?? '127.0.0.1:5081',
  http: process.env.COORD_HTTP ?? 'http://127.0.0.1:5080',
  protos: process.env.COORD_PROTOS ?? path.join(__dirname, '..', '..', 'protos'),
  client: process.env.COORD_CLIENT ?? 'atd',
  secret: process.env.COORD_SECRET,
};
const [addressee, recordType, reference, purpose, legalBasis, ...fields] = process.argv.slice(2);
if (fields.length === 0 || !settings.secret) {
  console.error('node ask.js AGENCY RECORD-TYPE REFERENCE PURPOSE LEGAL-BASIS FIELD...   with COORD_CLIENT and COORD_SECRET');
  process.exit(2);
}

// The annotations of google/api come with protobufjs, on which the loader stands.
const definition = protoLoader.loadSync('coordination/information/v1/grant_service.proto', options());
const requests = protoLoader.loadSync('coordination/information/v1/information_service.proto', options());
function options() {
  const google = path.dirname(require.resolve('protobufjs/package.json'));
  return { includeDirs: [settings.protos, google], keepCase: true, enums: String, longs: Number, defaults: true };
}

async function token() {
  const form = { grant_type: 'client_credentials', client_id: settings.client, client_secret: settings.secret };
  const answer = await fetch(`${settings.http}/connect/token`, { method: 'POST', body: new URLSearchParams(form) });
  if (!answer.ok) throw new Error(`no token: ${answer.status}`);
  return (await answer.json()).access_token;
}

// A call with a deadline; UNAVAILABLE is repeated with the same request, whose request_id makes it happen once.
async function call(service, method, request) {
  const metadata = new grpc.Metadata();
  metadata.set('authorization', `Bearer ${await token()}`);
  for (let attempt = 1; ; attempt++) {
    try {
      return await new Promise((resolve, reject) => service[method](request, metadata, { deadline: Date.now() + 10_000 },
        (error, answer) => (error ? reject(error) : resolve(answer))));
    } catch (error) {
      if (error.code !== grpc.status.UNAVAILABLE || attempt === 8) throw error;
      await new Promise(wait => setTimeout(wait, 250 * attempt));
    }
  }
}

async function main() {
  const credentials = grpc.credentials.createInsecure();
  const information = new (grpc.loadPackageDefinition(requests).coordination.information.v1.InformationService)(settings.grpc, credentials);
  const grants = new (grpc.loadPackageDefinition(definition).coordination.information.v1.GrantService)(settings.grpc, credentials);

  const asked = await call(information, 'CreateInformationRequest', {
    request_id: crypto.randomUUID(),
    submit: true,
    content: {
      title: 'Information about one record',
      addressees: [addressee],
      purpose,
      legal_basis: legalBasis,
      urgency: 'URGENCY_URGENT',
      questions: [{ text: 'Please release these fields.', record_type: recordType, fields, record_reference: reference }],
    },
  });
  console.error(`asked: ${asked.name}, due ${new Date(asked.due_time.seconds * 1000).toISOString()}`);

  const answer = await answered(information, asked.name);
  if (answer.state === 'ANSWER_STATE_REFUSED') {
    console.log(JSON.stringify({ refused: answer.refusal_code }));
    process.exitCode = 1;
  }
  for (const grant of answer.grants) {
    const read = await call(grants, 'ReadGranted', { request_id: crypto.randomUUID(), name: grant, purpose });
    console.log(JSON.stringify(Object.fromEntries(read.fields.map(field => [field.field, field.value ?? null]))));
    console.error(`read under ${grant}, entered as ${read.access}, handling ${read.handling}`);
  }
  information.close();
  grants.close();
}

// Looks every second; EventService.Watch would tell at once.
async function answered(information, name) {
  for (let second = 0; second < 120; second++) {
    const request = await call(information, 'GetInformationRequest', { name });
    const answer = request.parts[0].answers[0];
    if (['ANSWER_STATE_ANSWERED', 'ANSWER_STATE_REFUSED'].includes(answer?.state)) return answer;
    await new Promise(wait => setTimeout(wait, 1_000));
  }
  throw new Error('no answer in two minutes');
}

main().catch(error => {
  console.error(`${error.code ?? ''} ${error.details ?? error.message}`);
  process.exit(1);
});
