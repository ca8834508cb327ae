"""How well readers find: judged queries, the engines that answer them, and the scores."""
