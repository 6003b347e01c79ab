using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.Exports;

/// <summary>Registers the note on exports.</summary>
public static class ExportServices
{
    /// <summary>Adds <see cref="NoteExport"/>.</summary>
    public static IServiceCollection AddExports(this IServiceCollection services) => services.AddSingleton<NoteExport>();
}
