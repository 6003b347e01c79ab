namespace TalentCard.Contracts.Stations;

/// <summary>Figures over postdocs. Each counts what the list of postdocs shows under the filter that it names.</summary>
/// <param name="Today">The day that the figures are of.</param>
/// <param name="InResidence">In residence today (<c>residentOn</c>).</param>
/// <param name="ByStation">In residence by station, code being its id (<c>station</c>).</param>
/// <param name="ByDiscipline">In residence by discipline (<c>discipline</c>).</param>
/// <param name="ByYear">The last six years, oldest first.</param>
/// <param name="Proposals">Proposals in time (<c>proposalOnTime</c>).</param>
/// <param name="Midterms">Midterm reviews in time (<c>midtermOnTime</c>).</param>
/// <param name="Completions">Residences completed without extension (<c>completionOnTime</c>); one past its end and not left is
/// late.</param>
/// <param name="Destinations">Where those went who completed (<c>destination</c>).</param>
public sealed record PostdocFigures(
    DateOnly Today,
    int InResidence,
    IReadOnlyList<FigureOf> ByStation,
    IReadOnlyList<FigureOf> ByDiscipline,
    IReadOnlyList<YearFigure> ByYear,
    OnTime Proposals,
    OnTime Midterms,
    OnTime Completions,
    IReadOnlyList<FigureOf> Destinations
);

/// <summary>How many there are of something.</summary>
/// <param name="Code">The filter's value.</param>
/// <param name="Name">Its name, in Chinese where it has one.</param>
/// <param name="Count">How many.</param>
public sealed record FigureOf(string Code, string Name, int Count);

/// <summary>A year's figures.</summary>
/// <param name="Day">Its last day, or today (<c>residentOn</c>).</param>
/// <param name="Year">The year (<c>enteredIn</c>).</param>
/// <param name="InResidence">In residence on that day.</param>
/// <param name="Entered">Entered in that year.</param>
public sealed record YearFigure(DateOnly Day, int Year, int InResidence, int Entered);

/// <summary>How many were in time, and how many were not.</summary>
/// <param name="InTime">In time.</param>
/// <param name="Late">Done late, or not done though due.</param>
public sealed record OnTime(int InTime, int Late);
