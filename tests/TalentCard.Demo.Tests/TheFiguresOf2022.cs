using TalentCard.Core.Talents;
using TalentCard.Testing;

namespace TalentCard.Demo.Tests;

public sealed class TheFiguresOf2022(DemoDatabase demo) : IClassFixture<DemoDatabase>
{
    [Theory]
    [InlineData(
        254,
        "select count(distinct talent_id) from cards where batch_id = (select id from card_batches where name = '2022 年第一批')"
    )]
    [InlineData(
        254,
        "select count(*) from card_batch_talents where batch_id = (select id from card_batches where name = '2022 年第一批')"
    )]
    [InlineData(6, "select count(distinct tier_code) from cards where valid_from < '2023-01-01'")]
    [InlineData(
        1500,
        "select count(*) from redemptions where redeemed_at between '2022-06-13T00:00+08:00' and '2022-12-31T23:59:59+08:00'"
    )]
    [InlineData(
        1500,
        "select count(*) from redemptions where redeemed_at < '2026-01-01' and id not in (select redemption_id from reversals)"
    )]
    [InlineData(7, "select count(distinct date_trunc('month', redeemed_at)) from redemptions where redeemed_at < '2026-01-01'")]
    [InlineData(11, "select count(*) from divisions")]
    [InlineData(11, "select count(distinct division_code) from service_points")]
    [InlineData(8, "select count(*) from benefits")]
    [InlineData(8, "select count(*) from benefit_rules where valid_from = '2022-06-01'")]
    [InlineData(20, "select count(*) from partners")]
    [InlineData(30, "select count(*) from service_points")]
    [InlineData(12, "select count(*) from departments")]
    [InlineData(
        2000,
        "select count(*) from consultations where received_at between '2022-01-01T00:00+08:00' and '2022-12-31T23:59:59+08:00'"
    )]
    [InlineData(4, "select count(distinct kind) from tickets where received_at < '2023-01-01'")]
    [InlineData(
        12,
        "select count(distinct s.department_id) from ticket_steps s where s.action = 'dispatch' and s.at < '2023-01-01'"
    )]
    [InlineData(0, "select count(*) from tickets where received_at < '2023-01-01' and state <> 'closed'")]
    [InlineData(19, "select count(*) from stations")]
    [InlineData(16, "select count(*) from users where is_demo")]
    [InlineData(38, "select count(*) from organisations")]
    [InlineData(0, "select count(*) from organisation_mentions where organisation_id is null")]
    [InlineData(1500, "select sum(times) from service_days where day < '2023-01-01'")]
    [InlineData(2, "select count(*) from reports where state = 'approved' and year = 2022")]
    [InlineData(1500, "select (figures -> 'now' ->> 'times')::int from reports where kind = 'yearly'")]
    [InlineData(254, "select (figures -> 'now' ->> 'holders')::int from reports where kind = 'yearly'")]
    [InlineData(6, "select count(distinct state) from settlements")]
    [InlineData(60, "select count(*) from settlements")]
    [InlineData(720, "select count(*) from settlement_lines")]
    [InlineData(30, "select count(*) from settlement_lines where price_id is null")]
    [InlineData(11_347_350, "select (sum(amount) * 100)::int from settlements")]
    [InlineData(9_887_350, "select (sum(fund) * 100)::int from settlement_lines")]
    [InlineData(
        0,
        "select count(*) from redemptions where redeemed_at >= '2022-10-01T00:00+08:00' and redeemed_at < '2023-01-01T00:00+08:00' and id not in (select redemption_id from settlement_lines)"
    )]
    [InlineData(30, "select count(*) from experts")]
    [InlineData(632, "select count(*) from advisees where kind = 'village'")]
    [InlineData(100, "select count(*) from advisees where is_key")]
    [InlineData(
        100,
        "select count(distinct advisee_id) from pairings p join advisees a on a.id = p.advisee_id where a.is_key and p.starts_on = '2022-01-01'"
    )]
    [InlineData(12, "select count(distinct date_trunc('month', visited_on)) from service_logs where visited_on < '2023-01-01'")]
    [InlineData(
        100,
        "select count(distinct s.advisee_id) from service_logs s join advisees a on a.id = s.advisee_id where a.is_key and s.visited_on < '2023-01-01'"
    )]
    [InlineData(30, "select count(distinct expert_id) from service_logs where visited_on < '2023-01-01'")]
    [InlineData(
        0,
        "select count(*) from service_logs s where not exists (select from pairings p where p.expert_id = s.expert_id and p.advisee_id = s.advisee_id and s.visited_on between p.starts_on and p.ends_on)"
    )]
    [InlineData(
        0,
        "select count(*) from (select p.expert_id from pairings p join experts e on e.id = p.expert_id group by p.expert_id, p.term_id, e.capacity having count(*) > e.capacity) x"
    )]
    public async Task Are_exact(int expected, string question) =>
        (await demo.DataSource.AskAsync<int>(question)).ShouldBe([expected]);

    [Fact]
    public async Task Nobody_real_can_be_among_the_people()
    {
        var people = await demo.DataSource.AskAsync<(Guid Id, byte[] IdNumber, byte[] Phone, byte[] Email)>(
            "select id, id_number_cipher, phone_cipher, email_cipher from talents"
        );
        people.Count.ShouldBe(257);
        foreach (var (id, idNumber, phone, email) in people)
        {
            var number = TestData.Encryption.DecryptText(idNumber, PersonalFields.IdNumber, id);
            number.ShouldStartWith("199999");
            IdNumber.Check(number, new DateOnly(2022, 6, 8)).ShouldBe(IdNumberFault.None);
            TestData.Encryption.DecryptText(phone, PersonalFields.Phone, id).ShouldMatch(@"^154\d{8}$");
            TestData.Encryption.DecryptText(email, PersonalFields.Email, id).ShouldEndWith("@example.com");
        }
    }

    [Fact]
    public async Task Every_service_keeps_the_rule_of_its_day() =>
        (
            await demo.DataSource.AskAsync<string>(
                """
                select r.benefit_code || ' ' || r.id
                from redemptions r
                join cards c on c.id = r.card_id
                join service_points s on s.id = r.service_point_id
                cross join lateral (select (r.redeemed_at at time zone 'Asia/Shanghai')::date as day) d
                cross join lateral (
                    select * from benefit_rules b where b.benefit_code = r.benefit_code and b.valid_from <= d.day
                    order by b.valid_from desc limit 1) rule
                left join reservations v on v.card_id = r.card_id and v.id = r.reservation_id
                join verifications scan on scan.id = r.verification_id and scan.card_id = r.card_id
                where not (rule.active and c.tier_code = any (rule.tiers) and r.tier_code = c.tier_code
                    and s.kind = any (rule.service_point_kinds) and s.partner_id = r.partner_id
                    and r.companions <= rule.max_companions and r.checks @> rule.checks and r.period = rule.period
                    and (r.level > 0 or rule.printed_allowed)
                    and (rule.booking_hours is null) = (r.reservation_id is null)
                    and (v.id is null or (v.day = d.day and v.state = 'used' and v.service_point_id = r.service_point_id
                        and v.created_at <= r.redeemed_at - make_interval(hours => rule.booking_hours)
                        and v.created_at > c.created_at))
                    and d.day between c.valid_from and c.valid_to and r.redeemed_at > c.created_at
                    and scan.verdict = 'accepted' and scan.service_point_id = r.service_point_id
                    and scan.operator_id = r.operator_id and r.redeemed_at - scan.at between '0' and '5 minutes')
                """
            )
        ).ShouldBeEmpty();

    [Fact]
    public async Task Every_service_has_its_scan_and_its_showing() =>
        (
            await demo.DataSource.AskAsync<int>(
                """
                select count(*) from redemptions r
                where not exists (select from verifications v where v.id = r.verification_id)
                    or not exists (select from redemption_showings s where s.card_id = r.card_id and s.redemption_id = r.id)
                """
            )
        ).ShouldBe([0]);

    [Fact]
    public async Task Entitlements_are_what_a_recount_of_the_ledger_gives() =>
        (
            await demo.DataSource.AskAsync<int>(
                """
                select count(*)
                from (
                    select r.card_id, r.benefit_code, r.period, r.period_start, count(*) - count(v.id) as used
                    from redemptions r left join reversals v on v.card_id = r.card_id and v.redemption_id = r.id
                    where r.period_start = date_trunc(case r.period when 'half_year' then 'quarter' else r.period end,
                            r.redeemed_at at time zone 'Asia/Shanghai'
                            - case when r.period = 'half_year'
                            and extract(quarter from r.redeemed_at at time zone 'Asia/Shanghai') in (2, 4)
                                then interval '3 months' else interval '0' end)::date
                    group by r.card_id, r.benefit_code, r.period, r.period_start) ledger
                full join entitlements e using (card_id, benefit_code, period, period_start)
                where e.used is distinct from ledger.used or e.held <> 0 or ledger.used > e.quota
                """
            )
        ).ShouldBe([0]);

    [Fact]
    public async Task What_was_left_after_a_service_is_the_quota_less_those_before_it() =>
        (
            await demo.DataSource.AskAsync<int>(
                """
                select count(*)
                from (
                    select remaining, rule.quota, row_number() over (partition by card_id, r.benefit_code, period_start
                        order by redeemed_at) as nth
                    from redemptions r join benefit_rules rule using (benefit_code)
                    where r.id not in (select redemption_id from reversals)) x
                where remaining is distinct from quota - nth
                """
            )
        ).ShouldBe([0]);

    [Fact]
    public async Task Every_card_tells_its_history() =>
        (
            await demo.DataSource.AskAsync<string>(
                """
                select c.number from cards c
                cross join lateral (select * from card_events e where e.card_id = c.id order by e.at desc limit 1) last
                where last.to_state <> c.state or c.valid_to > (select contract_end from talents t where t.id = c.talent_id)
                    or c.state_reason is distinct from case when c.state <> 'active' then last.reason end
                    or c.version <> (select count(*) from card_events e where e.card_id = c.id)
                """
            )
        ).ShouldBeEmpty();

    [Fact]
    public async Task White_text_stands_out_on_every_tier()
    {
        foreach (var color in await demo.DataSource.AskAsync<string>("select color from tiers"))
            (1.05 / (Luminance(color) + 0.05)).ShouldBeGreaterThan(4.5, color);
    }

    // WCAG 2.2, relative luminance.
    private static double Luminance(string color)
    {
        var channels = Convert
            .FromHexString(color[1..])
            .Select(value => value / 255.0)
            .Select(value => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4))
            .ToArray();
        return (0.2126 * channels[0]) + (0.7152 * channels[1]) + (0.0722 * channels[2]);
    }
}
