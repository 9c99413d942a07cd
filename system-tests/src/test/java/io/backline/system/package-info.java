/** The packaged services together: what partners, shops and customers see of them, and what is left when one of them is killed. */
@org.jspecify.annotations.NullMarked
package io.backline.system;
