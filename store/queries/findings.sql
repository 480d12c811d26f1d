-- What was said about a file, in the order in which it was shown.
select
    code,
    severity,
    sheet,
    cell,
    found,
    expected,
    remedy,
    row_key,
    reason
from finding
where receipt = $receipt
order by position;
