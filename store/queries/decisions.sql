-- The decisions asked on a contract by a moment, each with what was answered by then.
select
    decision.decision,
    decision.indicator,
    decision.period,
    decision.asked,
    decision.person,
    decision.known_at,
    decision_answer.answer,
    decision_answer.meeting_day,
    decision_answer.minute,
    decision_answer.known_at as answered_at
from decision
left join decision_answer
    on decision.decision = decision_answer.decision and decision_answer.known_at <= $as_known_on
where decision.contract = $contract and decision.known_at <= $as_known_on
order by decision.decision;
