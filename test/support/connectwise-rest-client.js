// What a client library from npm does with a server that it takes for ConnectWise; prints what it saw of one step.
import connectwise from 'connectwise-rest';
const manage = new connectwise.ManageAPI({
  companyId: process.env.CONNECTWISE_COMPANY_ID,
  companyUrl: new URL(process.env.CONNECTWISE_API_URL).host,
  publicKey: process.env.CONNECTWISE_PUBLIC_KEY,
  privateKey: process.env.CONNECTWISE_PRIVATE_KEY,
  clientId: process.env.CONNECTWISE_CLIENT_ID,
  retry: true,
  logger: () => undefined,
});
const { ServiceAPI, CompanyAPI } = manage;
const step = {
  async pages() {
    const tickets = await manage.paginate(ServiceAPI.getServiceTickets, { pageSize: 25 }, {});
    const { count } = await ServiceAPI.getServiceTicketsCount({});
    return { ids: new Set(tickets.map(({ id }) => id)).size, count };
  },
  async filters() {
    const tickets = await ServiceAPI.getServiceTickets({
      conditions: 'company/identifier="ACME" and closedFlag=false',
      orderBy: 'id desc',
      fields: 'id,company/identifier,closedFlag',
      pageSize: 5,
    });
    const ids = tickets.map(({ id }) => id);
    return {
      companies: [...new Set(tickets.map(({ company }) => company.identifier))],
      keys: Object.keys(tickets[0]),
      sorted: ids.every((id, index) => index === 0 || id < ids[index - 1]),
    };
  },
  async writes() {
    const [company] = await CompanyAPI.getCompanyCompanies({ conditions: 'identifier="CONTOSO"' });
    const created = await ServiceAPI.postServiceTickets({
      summary: 'Written by a client library',
      company: { id: company.id },
    });
    const patched = await ServiceAPI.patchServiceTicketsById(created.id, [
      { op: 'replace', path: 'summary', value: 'Changed by a client library' },
      { op: 'replace', path: 'status', value: { name: 'Closed' } },
    ]);
    const note = await ServiceAPI.postServiceTicketsByParentIdNotes(created.id, {
      text: 'Done.',
      internalAnalysisFlag: true,
    });
    const read = await ServiceAPI.getServiceTicketsById(created.id);
    await ServiceAPI.deleteServiceTicketsById(created.id);
    const gone = await ServiceAPI.getServiceTicketsById(created.id).catch(({ status }) => status);
    return {
      created: created.summary,
      company: created.company.name,
      summary: patched.summary,
      closed: read.closedFlag,
      note: note.text,
      gone,
    };
  },
  async refusals() {
    const failed = async (call) =>
      await call.then(
        () => undefined,
        ({ status, data }) => ({ status, data }),
      );
    return {
      unknownName: await failed(ServiceAPI.getServiceTickets({ conditions: 'colour="red"' })),
      invalid: await failed(
        ServiceAPI.postServiceTickets({ summary: 'x'.repeat(101), company: { id: 1 } }),
      ),
    };
  },
};
step[process.argv[2]]().then(
  (value) => process.stdout.write(JSON.stringify(value)),
  (error) => {
    process.stderr.write(JSON.stringify(error.message ?? error));
    process.exitCode = 1;
  },
);
