// Calls operations of Dub's own client against a mock of the recovered document.
//
// usage: node dub_client.mjs URL
//
// Each call sends what its operation requires and, of some, more. The client checks each answer with its own types.
// Writes a line of JSON: the calls that went well, and why others did not.

import { Dub } from "dub";
import { HTTPClient } from "dub/lib/http.js";

const [url] = process.argv.slice(2);
let last = "";
const fetcher = async (input, init) => {
  const request = input instanceof Request ? input : new Request(input, init);
  const response = await fetch(request);
  last = `${request.method} ${new URL(request.url).pathname} ${response.status} ${response.headers.get("sl-violations") ?? ""}`;
  return response;
};
const dub = new Dub({
  serverURL: url,
  token: "a token",
  httpClient: new HTTPClient({ fetcher }),
  retryConfig: { strategy: "none" },
  timeoutMs: 10_000,
});

/** The first page of a list. */
const first = async (pages) => {
  for await (const page of await pages) return page;
};

const calls = {
  "analytics.retrieve": () => dub.analytics.retrieve({ event: "clicks", groupBy: "count" }),
  "bounties.listSubmissions": () => dub.bounties.listSubmissions({ bountyId: "bnty_1", page: 1 }),
  "bounties.approveSubmission": () => dub.bounties.approveSubmission({ bountyId: "bnty_1", submissionId: "sub_1" }),
  "bounties.rejectSubmission": () => dub.bounties.rejectSubmission({ bountyId: "bnty_1", submissionId: "sub_1" }),
  "commissions.list": () => first(dub.commissions.list({})),
  "commissions.update": () => dub.commissions.update({ id: "cm_1" }),
  "commissions.updateMany": () => dub.commissions.updateMany({ commissionIds: ["cm_1"], status: "fraud" }),
  "customers.list": () => first(dub.customers.list({})),
  "customers.get": () => dub.customers.get({ id: "cus_1" }),
  "customers.update": () => dub.customers.update({ id: "cus_1" }),
  "customers.delete": () => dub.customers.delete("cus_1"),
  "domains.list": () => first(dub.domains.list({ archived: false })),
  "domains.create": () => dub.domains.create({ slug: "example.link" }),
  "domains.update": () => dub.domains.update("example.link", {}),
  "domains.delete": () => dub.domains.delete("example.link"),
  "domains.register": () => dub.domains.register({ domain: "example.link" }),
  "domains.checkStatus": () => dub.domains.checkStatus({ domains: ["example.link", "example.org"] }),
  "embedTokens.referrals": () => dub.embedTokens.referrals({ partnerId: "pn_1" }),
  "events.list": () => dub.events.list({ event: "clicks" }),
  "folders.list": () => dub.folders.list({}),
  "folders.create": () => dub.folders.create({ name: "Summer" }),
  "folders.update": () => dub.folders.update("fold_1", { name: "Winter" }),
  "folders.delete": () => dub.folders.delete("fold_1"),
  "links.list": () => first(dub.links.list({ page: 1, pageSize: 10 })),
  "links.create": () => dub.links.create({ url: "https://example.com", tagNames: ["a"] }),
  "links.count": () => dub.links.count({}),
  "links.get": () => dub.links.get({ domain: "example.link", key: "a" }),
  "links.update": () => dub.links.update("link_1", { url: "https://example.com" }),
  "links.delete": () => dub.links.delete("link_1"),
  "links.createMany": () => dub.links.createMany([{ url: "https://example.com" }]),
  "links.updateMany": () => dub.links.updateMany({ linkIds: ["link_1"], data: { url: "https://example.com" } }),
  "links.deleteMany": () => dub.links.deleteMany({ linkIds: ["link_1", "link_2"] }),
  "links.upsert": () => dub.links.upsert({ url: "https://example.com" }),
  "partnerApplications.list": () => dub.partnerApplications.list({}),
  "partnerApplications.approve": () => dub.partnerApplications.approve({ partnerId: "pn_1" }),
  "partnerApplications.reject": () => dub.partnerApplications.reject({ partnerId: "pn_1" }),
  "partners.list": () => dub.partners.list({}),
  "partners.create": () => dub.partners.create({ email: "partner@example.com" }),
  "partners.retrieveLinks": () => dub.partners.retrieveLinks({ partnerId: "pn_1" }),
  "partners.createLink": () => dub.partners.createLink({ partnerId: "pn_1" }),
  "partners.upsertLink": () => dub.partners.upsertLink({ partnerId: "pn_1", url: "https://example.com" }),
  "partners.ban": () => dub.partners.ban({ partnerId: "pn_1", reason: "fraud" }),
  "partners.deactivate": () => dub.partners.deactivate({ partnerId: "pn_1" }),
  "payouts.list": () => dub.payouts.list({}),
  "tags.list": () => dub.tags.list({}),
  "tags.create": () => dub.tags.create({ name: "new" }),
  "tags.update": () => dub.tags.update("tag_1", { name: "old" }),
  "tags.delete": () => dub.tags.delete("tag_1"),
  "track.lead": () => dub.track.lead({ clickId: "c", eventName: "Sign up", customerExternalId: "u" }),
  "track.sale": () => dub.track.sale({ customerExternalId: "u", amount: 100 }),
  "qrCodes.get": () => dub.qrCodes.get({ url: "https://example.com" }),
  "partners.analytics": () => dub.partners.analytics({ partnerId: "pn_1" }),
};
const called = {};
const failed = {};
for (const [name, call] of Object.entries(calls)) {
  last = "nothing was sent";
  try {
    await call();
    called[name] = last;
  } catch (error) {
    failed[name] = `${last} ${error.name}: ${String(error.message).slice(0, 300)}`;
  }
}
console.log(JSON.stringify({ called, failed }));
