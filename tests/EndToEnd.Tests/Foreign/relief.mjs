// A ministry's system drives a module that the platform did not know an hour ago: @grpc/grpc-js.
// Usage: node relief.mjs PROTO_ROOT GOOGLE_ROOT MODULE_PROTO_ROOT GRPC_ADDRESS APPLICANT_TOKEN REVIEWER_TOKEN
import { createRequire } from 'node:module';
import { randomUUID } from 'node:crypto';
import assert from 'node:assert/strict';

const require = createRequire(process.env.FOREIGN_MODULES + '/');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const [protoRoot, googleRoot, moduleRoot, address, applicantToken, reviewerToken] = process.argv.slice(2);
const options = { includeDirs: [protoRoot, googleRoot, moduleRoot], keepCase: true, enums: String, longs: String, defaults: true };
const load = (file) => grpc.loadPackageDefinition(loader.loadSync(file, options));
const modules = new (load('coordination/modules/v1/module_service.proto').coordination.modules.v1.ModuleService)(address, grpc.credentials.createInsecure());
const relief = new (load('flood_relief/v1/flood_relief.proto').flood_relief.v1.FloodReliefService)(address, grpc.credentials.createInsecure());
const call = (client, method, request, token) => new Promise((resolve, reject) => {
  const metadata = new grpc.Metadata();
  metadata.set('authorization', `Bearer ${token}`);
  client[method](request, metadata, { deadline: Date.now() + 10_000 }, (error, answer) => error ? reject(error) : resolve(answer));
});
const text = (value) => ({ stringValue: value });
const fire = (name, transition, token, data = {}) =>
  call(modules, 'FireTransition', { request_id: randomUUID(), name, transition, data }, token);

// Without its stubs: what there is, what must be entered, and a workflow to its end.
const { definitions } = await call(modules, 'ListDefinitions', { startable_only: true }, applicantToken);
assert.ok(definitions.some((d) => d.name === 'definitions/flood-relief' && d.module === 'modules/flood-relief'));
const form = await call(modules, 'GetForm', { name: 'definitions/flood-relief' }, applicantToken);
assert.deepEqual(form.fields.filter((f) => f.required).map((f) => f.field.id).sort(), ['households', 'need']);
const request = {
  request_id: randomUUID(), definition: 'definitions/flood-relief', parts: [{ part: 'reviewer', agency: 'agencies/mlsw' }],
  data: { households: { numberValue: 12 }, need: text('food'), description: text('The river took the lower village.') },
};
const started = await call(modules, 'StartWorkflow', request, applicantToken);
assert.equal(started.state, 'applied');
assert.equal((await call(modules, 'StartWorkflow', request, applicantToken)).name, started.name, 'a repeat gets the first result');
assert.equal((await fire(started.name, 'assess', reviewerToken, { finding: text('not_confirmed') })).state, 'assessed');
const refused = await fire(started.name, 'grant', reviewerToken).then(() => assert.fail('It should have been refused.'), (error) => error);
assert.equal(refused.code, grpc.status.FAILED_PRECONDITION);
assert.equal((await fire(started.name, 'assess_again', reviewerToken)).state, 'applied', 'the transition that was added');
assert.equal((await fire(started.name, 'assess', reviewerToken, { finding: text('confirmed') })).state, 'assessed');
assert.equal((await fire(started.name, 'grant', reviewerToken)).state, 'granted');
const { entries } = await call(modules, 'GetWorkflowHistory', { name: started.name }, applicantToken);
assert.equal(entries.filter((e) => e.type === 'workflow.fired').length, 4);

// By its own service: typed, on the same engine.
const application = await call(relief, 'Apply', { request_id: randomUUID(), reviewer: 'agencies/mlsw', households: 3, need: 'NEED_SHELTER' }, applicantToken);
assert.equal(application.state, 'applied');
const assessed = await call(relief, 'Assess', { request_id: randomUUID(), name: application.name, finding: 'FINDING_CONFIRMED' }, reviewerToken);
assert.equal(assessed.state, 'assessed');
assert.equal((await call(relief, 'GetApplication', { name: application.name }, applicantToken)).households, 3);
const { workflows } = await call(modules, 'ListWorkflows', { definition: 'definitions/flood-relief', my_turn: true }, reviewerToken);
assert.ok(workflows.some((w) => w.name === application.name), 'it is in the inbox of its reviewer');

console.log(started.name);
modules.close();
relief.close();
