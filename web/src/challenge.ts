// The page of one challenge.

import { colour } from "./page/colours";

colour();
