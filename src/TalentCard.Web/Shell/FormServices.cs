using Microsoft.AspNetCore.Http.Features;

namespace TalentCard.Web.Shell;

/// <summary>Registers what the office's pages need.</summary>
internal static class FormServices
{
    // Lists of people and attached files (10 MB at most) stay in memory: a larger file is refused, not written to the disk.
    private const int MaxUpload = 11 * 1024 * 1024;

    public static IServiceCollection AddForms(this IServiceCollection services) =>
        services.Configure<FormOptions>(options =>
        {
            options.MemoryBufferThreshold = MaxUpload;
            options.MultipartBodyLengthLimit = MaxUpload;
        });
}
