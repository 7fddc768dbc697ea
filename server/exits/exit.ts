/** A way in which something of the archive leaves it. */
export interface Exit {
  name: string;
  kind:
    | 'page' // HTML, in each language
    | 'form' // what a page sends
    | 'data' // for programs
    | 'file' // pictures, sound, documents, captions
    | 'fixed' // the same for everybody, nothing of the archive in it
    | 'derived' // kept beside the archive, to be thrown away at any time
    | 'mail' // sent to somebody
    | 'log'
    | 'command'; // run by who keeps the archive
  /** Of a route, its method (GET where none is named) and path without the language; else where it goes. */
  address: string;
  leaves: string;
}
