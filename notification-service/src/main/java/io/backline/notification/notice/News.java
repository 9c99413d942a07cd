package io.backline.notification.notice;

import java.util.List;

/** What a notice tells: all that waits now, and what waited when the customer last heard of it and has stock now. */
record News(NoticeKind kind, List<LineUnits> waiting, List<LineUnits> released) {}
