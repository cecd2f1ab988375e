/** Our own provider, free and offline: the client of the studio service, whose protocol is {@code docs/studio-protocol.md}. */
package dev.backdrop.provider.studio;
