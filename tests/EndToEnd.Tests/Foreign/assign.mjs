// A ministry's system that knows nothing of ours but the protos: @grpc/grpc-js.
// Usage: node assign.mjs PROTO_ROOT GOOGLE_ROOT GRPC_ADDRESS SECRETARIAT_TOKEN MINISTRY_TOKEN
import { createRequire } from 'node:module';
import { randomUUID } from 'node:crypto';
import assert from 'node:assert/strict';

const require = createRequire(process.env.FOREIGN_MODULES + '/');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const [protoRoot, googleRoot, address, secretariatToken, ministryToken] = process.argv.slice(2);
const options = { includeDirs: [protoRoot, googleRoot], keepCase: true, enums: String, longs: String, defaults: true };
const api = grpc.loadPackageDefinition(loader.loadSync('coordination/tasks/v1/task_service.proto', options)).coordination.tasks.v1;
const rpc = grpc.loadPackageDefinition(loader.loadSync('google/rpc/error_details.proto', options)).google.rpc;
const status = loader.loadSync('google/rpc/status.proto', options)['google.rpc.Status'];
const details = loader.loadSync('google/rpc/error_details.proto', options);
assert.ok(rpc);

const client = new api.TaskService(address, grpc.credentials.createInsecure());
const call = (method, request, token) => new Promise((resolve, reject) => {
  const metadata = new grpc.Metadata();
  if (token) metadata.set('authorization', `Bearer ${token}`);
  client[method](request, metadata, { deadline: Date.now() + 10_000 }, (error, answer) => error ? reject(error) : resolve(answer));
});

// google.rpc.Status in the trailers: which reason, which fields.
const { default: protobuf } = await import(require.resolve('protobufjs').startsWith('/') ? `file://${require.resolve('protobufjs')}` : 'protobufjs');
const root = new protobuf.Root();
root.resolvePath = (_, target) => target.startsWith('/') ? target : `${googleRoot}/${target}`;
await root.load(['google/rpc/status.proto', 'google/rpc/error_details.proto']);
const Status = root.lookupType('google.rpc.Status');
const rich = (error) => {
  const [bytes] = error.metadata.get('grpc-status-details-bin');
  const found = {};
  for (const any of Status.decode(bytes).details) {
    const name = any.type_url.split('/').pop();
    found[name] = root.lookupType(name).decode(any.value);
  }
  return found;
};
const refused = async (promise) => {
  try { await promise; } catch (error) { return error; }
  assert.fail('It should have been refused.');
};
assert.ok(status && details);

// Good input.
const request = { request_id: randomUUID(), title: 'Report on shelter capacity', lead: 'agencies/mlsw', supporting: ['agencies/lwu'], due_in_working_days: 5 };
const task = await call('AssignTask', request, secretariatToken);
assert.match(task.name, /^tasks\//);
assert.equal(task.assignments.length, 2);
assert.deepEqual(await call('AssignTask', request, secretariatToken), task, 'a repeat gets the first result');
const inbox = await call('ListTasks', { agency: 'agencies/mlsw', open_only: true, page_size: 200 }, ministryToken);
assert.ok(inbox.tasks.some((t) => t.name === task.name));
const name = `${task.name}/assignments/mlsw`;
const received = await call('AcknowledgeAssignment', { request_id: randomUUID(), name }, ministryToken);
assert.equal(received.state, 'ASSIGNMENT_STATE_RECEIVED');

// Bad input: every bad field at once.
const bad = await refused(call('AssignTask', { request_id: 'x', title: '', lead: 'mlsw', due_in_working_days: -1 }, secretariatToken));
assert.equal(bad.code, grpc.status.INVALID_ARGUMENT);
const fields = rich(bad)['google.rpc.BadRequest'].fieldViolations.map((v) => v.field).sort();
assert.deepEqual(fields, ['due_in_working_days', 'lead', 'request_id', 'title']);

// A reused request, a step that the state does not allow, a caller without the right, no token.
const reused = await refused(call('AssignTask', { ...request, title: 'Another' }, secretariatToken));
assert.equal(rich(reused)['google.rpc.ErrorInfo'].reason, 'REQUEST_ID_REUSED');
const early = await refused(call('CompleteAssignment', { request_id: randomUUID(), name, report: 'Done' }, ministryToken));
assert.equal(early.code, grpc.status.FAILED_PRECONDITION);
assert.equal(rich(early)['google.rpc.ErrorInfo'].domain, 'coordination');
const denied = await refused(call('AssignTask', { ...request, request_id: randomUUID() }, ministryToken));
assert.equal(denied.code, grpc.status.PERMISSION_DENIED);
const absent = await refused(call('GetTask', { name: 'tasks/tnever' }, ministryToken));
assert.equal(absent.code, grpc.status.NOT_FOUND);
assert.equal((await refused(call('GetTask', { name: task.name }))).code, grpc.status.UNAUTHENTICATED);

console.log(task.name);
client.close();
