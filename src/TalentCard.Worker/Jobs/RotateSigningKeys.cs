using Quartz;
using TalentCard.Core.Keys;

namespace TalentCard.Worker.Jobs;

/// <summary>Every night: the next signing keys of tokens and card codes where the present ones near their end.</summary>
internal sealed class RotateSigningKeys(SigningKeyRing keys) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        foreach (var purpose in Enum.GetValues<KeyPurpose>()) await keys.RotateAsync(purpose, cancellationToken);
    }
}
