@NullMarked
package io.backline.web;

import org.jspecify.annotations.NullMarked;
