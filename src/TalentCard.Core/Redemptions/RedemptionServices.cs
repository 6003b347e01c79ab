using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts.Redemptions;

namespace TalentCard.Core.Redemptions;

/// <summary>Registers verification, redemption and reservation.</summary>
public static class RedemptionServices
{
    /// <summary>Adds <see cref="VerifyCard"/>, <see cref="RedeemBenefit"/> and the stores beside them.</summary>
    public static IServiceCollection AddRedemptions(this IServiceCollection services) =>
        services
            .AddSingleton<VerifyCard>()
            .AddSingleton<RedeemBenefit>()
            .AddSingleton<IdentityCheck>()
            .AddSingleton<ReverseRedemption>()
            .AddSingleton<RedemptionLedger>()
            .AddSingleton<ReserveBenefit>()
            .AddSingleton<ReservationStore>()
            .AddSingleton<MyCardStore>()
            .AddSingleton<RateService>()
            .AddSingleton<VerificationPhotos>()
            .AddSingleton<VerificationLog>()
            .NameConstraints(new ConstraintRefusal("reversals_once", RedemptionProblems.AlreadyReversed));
}
