using TalentCard.Contracts.ThinkTank;

namespace TalentCard.Core.ThinkTank;

/// <summary>Says what stands in the way of key villages.</summary>
internal static class PairingWords
{
    // More names than this tell nobody anything.
    private const int Named = 8;

    public static ProposalBottleneck[] Of(
        PairingSolution solution,
        PairingInstance instance,
        Dictionary<(Guid Expert, Guid Place), Match> matches,
        IReadOnlyList<MatchPlace> places,
        MatchFacts facts
    )
    {
        var placeNames = places.ToDictionary(place => place.Id, place => place.Name);
        var expertNames = facts.Experts.ToDictionary(expert => expert.Id, expert => expert.Name);
        return
        [
            .. solution.Bottlenecks.Select(found => new ProposalBottleneck(
                [.. found.Places.Select(place => placeNames[place])],
                [.. found.Experts.Select(expert => expertNames[expert])],
                found.Missing,
                found.Experts.Count == 0 ? NoExpert(found.Places[0]) : TooFewPlaces(found)
            )),
        ];

        MatchReason NoExpert(Guid place)
        {
            var banned = instance.Bans.Count(pair =>
                pair.Place == place && matches.TryGetValue(pair, out var match) && match.Obstacle is null
            );
            var foreign = facts.Experts.Count(expert => matches[(expert.Id, place)].Obstacle == "speciality");
            var far = facts.Experts.Count(expert => matches[(expert.Id, place)].Obstacle == "distance");
            var name = placeNames[place];
            return new MatchReason(
                "no_expert",
                $"{name}没有可选的专家：{foreign} 位专业不对口，{far} 位距离超过 {facts.Rules.MaxKm} 公里，{banned} 位被排除，{facts.Busy} 位本期不能服务。",
                $"{name} has no expert to choose: {foreign} have other specialities, {far} are more than {facts.Rules.MaxKm} km away, {banned} are banned, {facts.Busy} are not available in this term."
            );
        }

        MatchReason TooFewPlaces(Bottleneck found)
        {
            var (zh, en) = (
                List(found.Experts.Select(expert => expertNames[expert]), "、"),
                List(found.Experts.Select(expert => expertNames[expert]), ", ")
            );
            return new MatchReason(
                "capacity",
                $"{found.Places.Count} 个重点村只能由 {found.Experts.Count} 位专家服务（{zh}），可用名额共 {found.Free} 个，还缺 {found.Missing} 个。",
                $"{found.Places.Count} key villages can only be served by {found.Experts.Count} experts ({en}), who have {found.Free} places left between them: {found.Missing} too few."
            );
        }
    }

    private static string List(IEnumerable<string> names, string separator)
    {
        var all = names.ToArray();
        return string.Join(separator, all.Take(Named)) + (all.Length > Named ? " …" : "");
    }
}
