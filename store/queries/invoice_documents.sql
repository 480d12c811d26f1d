-- The invoices and credit notes of a contract known by a moment, with what was known of their withdrawal by then.
select
    invoice_document.document,
    year(invoice_document.period) * 12 + month(invoice_document.period) - 1 as month,
    invoice_document.kind,
    year(invoice_document.invoiced_period) * 12 + month(invoice_document.invoiced_period) - 1 as invoiced_month,
    invoice_document.number,
    invoice_document.dated_on,
    invoice_document.received_on,
    invoice_document.net,
    invoice_document.vat,
    coalesce(invoice_document_withdrawn.reason, '') as withdrawn_because,
    invoice_document.person,
    invoice_document.known_at
from invoice_document
left join invoice_document_withdrawn
    on
        invoice_document.document = invoice_document_withdrawn.document
        and invoice_document_withdrawn.known_at <= $as_known_on
where invoice_document.contract = $contract and invoice_document.known_at <= $as_known_on
order by invoice_document.document;
