// Three sounds that cannot be taken for one another: up for go, low and twice for stop, three steps for done.
const notes: Record<string, [frequency: number, start: number, length: number, shape: OscillatorType][]> = {
  good: [[784, 0, 0.12, "sine"], [1175, 0.12, 0.2, "sine"]],
  bad: [[196, 0, 0.22, "square"], [196, 0.3, 0.3, "square"]],
  done: [[659, 0, 0.1, "sine"], [784, 0.1, 0.1, "sine"], [1047, 0.2, 0.25, "sine"]],
};
let speaker: AudioContext | undefined;

export function play(sound: string): void {
  speaker ??= new AudioContext();
  void speaker.resume();
  for (const [frequency, start, length, shape] of notes[sound] ?? []) {
    const from = speaker.currentTime + start;
    const tone = new OscillatorNode(speaker, { frequency, type: shape });
    const volume = new GainNode(speaker, { gain: shape === "square" ? 0.12 : 0.3 });
    volume.gain.setTargetAtTime(0, from + length * 0.7, length / 8);
    tone.connect(volume).connect(speaker.destination);
    tone.start(from);
    tone.stop(from + length * 1.6);
  }
}
