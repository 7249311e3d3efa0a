// 章句: what the filter of the list of plans looks in, where there are many.
"use strict";
zhangju.filterList(document.querySelectorAll("ol.plans > li"), (plan, fold) => fold(plan.dataset.find));
