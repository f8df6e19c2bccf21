/** What a connection tells of the frames that go over it. Called for every frame: it has to be quick. */
export type FrameObserver = (direction: 'sent' | 'received', frame: unknown) => void
