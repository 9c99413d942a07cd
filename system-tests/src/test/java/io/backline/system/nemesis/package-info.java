/** Faults drawn by chance against the whole of Backline under load, and a judge who looks whether every promise held. */
@NullMarked
package io.backline.system.nemesis;

import org.jspecify.annotations.NullMarked;
